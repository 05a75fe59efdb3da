import { Money, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { euros, SAMPLE_ORDER } from './samples';

/** For the staff: the customer is told by whoever finds out what happened. */
export const paymentRefundFailedTemplate = defineTemplate({
  key: 'payment-refund-failed',
  revision: 1,
  variables: Type.Object({
    orderId: Uuid,
    paymentId: Uuid,
    refundId: Uuid,
    amount: Money,
    reason: Type.String(),
  }),
  sample: {
    orderId: SAMPLE_ORDER.orderId,
    paymentId: '01901c4e-8811-7d02-8a51-0c2f4b6e9d10',
    refundId: '01901c4e-9a20-7b4e-b1c7-3d5f7a9b1c2d',
    amount: euros(2_500),
    reason: 'refund-too-large',
  },
  subject: 'A refund of {{money amount.amountMinor amount.currency}} failed',
  short: 'The refund {{refundId}} failed: {{reason}}.',
  text: `
Hello {{recipient.name}},

a refund was refused for good, and nothing went back. Somebody has to look after it.

Amount: {{money amount.amountMinor amount.currency}}
Reason: {{reason}}
Order: {{orderId}}
Payment: {{paymentId}}
Refund: {{refundId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>a refund was refused for good, and nothing went back. Somebody has to look after it.</p>
<ul>
<li>Amount: {{money amount.amountMinor amount.currency}}</li>
<li>Reason: {{reason}}</li>
<li>Order: {{orderId}}</li>
<li>Payment: {{paymentId}}</li>
<li>Refund: {{refundId}}</li>
</ul>`,
});
