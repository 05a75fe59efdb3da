import { Timestamp, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { SAMPLE_ORDER } from './samples';

export const paymentActionRequiredTemplate = defineTemplate({
  key: 'payment-action-required',
  revision: 1,
  variables: Type.Object({ orderId: Uuid, paymentId: Uuid, expiresAt: Timestamp }),
  sample: {
    orderId: SAMPLE_ORDER.orderId,
    paymentId: '01901c4e-8811-7d02-8a51-0c2f4b6e9d10',
    expiresAt: '2026-03-01T14:05:00.000Z',
  },
  subject: 'Please confirm your payment',
  short: 'Your bank wants you to confirm your payment. Your order waits for it.',
  text: `
Hello {{recipient.name}},

your bank wants you to confirm the payment of your order. Until then the order waits.

Confirm it until {{date expiresAt}}: {{shopUrl}}/orders/{{orderId}}

If you have done so already, there is nothing more to do.`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>your bank wants you to confirm the payment of your order. Until then the order waits.</p>
<p><a href="{{shopUrl}}/orders/{{orderId}}">Confirm it</a> until {{date expiresAt}}.</p>
<p>If you have done so already, there is nothing more to do.</p>`,
});
