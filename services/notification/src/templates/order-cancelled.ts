import { CANCELLATION_REASONS, Money, StringEnum, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { euros, SAMPLE_ORDER } from './samples';

const explanation = `
{{#if (eq reason 'payment-failed')}}We could not take the payment, and nothing was charged.
{{else if (eq reason 'payment-timeout')}}The payment did not come through in time. If something was charged after all, you get all of it back.
{{else}}If something was charged, you get all of it back; we write again when it is on its way.
{{/if}}`.trim();

export const orderCancelledTemplate = defineTemplate({
  key: 'order-cancelled',
  revision: 1,
  variables: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    total: Money,
    reason: StringEnum(CANCELLATION_REASONS),
  }),
  sample: { ...SAMPLE_ORDER, total: euros(6_249), reason: 'customer-request' },
  subject: 'Your order {{orderNumber}} is cancelled',
  short: 'Your order {{orderNumber}} of {{money total.amountMinor total.currency}} is cancelled.',
  text: `
Hello {{recipient.name}},

your order {{orderNumber}} of {{money total.amountMinor total.currency}} is cancelled.

${explanation}

Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>your order <strong>{{orderNumber}}</strong> of {{money total.amountMinor total.currency}} is cancelled.</p>
<p>${explanation}</p>
<p><a href="{{shopUrl}}/orders/{{orderId}}">See your order</a></p>`,
});
