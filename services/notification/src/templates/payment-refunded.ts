import { Money, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { euros, SAMPLE_ORDER } from './samples';

export const paymentRefundedTemplate = defineTemplate({
  key: 'payment-refunded',
  revision: 1,
  variables: Type.Object({ orderId: Uuid, amount: Money, refundedTotal: Money }),
  sample: { orderId: SAMPLE_ORDER.orderId, amount: euros(1_250), refundedTotal: euros(3_750) },
  subject: 'Your refund of {{money amount.amountMinor amount.currency}}',
  short: '{{money amount.amountMinor amount.currency}} is on its way back to you.',
  text: `
Hello {{recipient.name}},

{{money amount.amountMinor amount.currency}} is on its way back to you, by the way you paid.
{{#unless (eq amount.amountMinor refundedTotal.amountMinor)}}
With what came before, {{money refundedTotal.amountMinor refundedTotal.currency}} of this order went back.
{{/unless}}

Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p><strong>{{money amount.amountMinor amount.currency}}</strong> is on its way back to you, by the way you paid.</p>
{{#unless (eq amount.amountMinor refundedTotal.amountMinor)}}
<p>With what came before, {{money refundedTotal.amountMinor refundedTotal.currency}} of this order went back.</p>
{{/unless}}
<p><a href="{{shopUrl}}/orders/{{orderId}}">See your order</a></p>`,
});
