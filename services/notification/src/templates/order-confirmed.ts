import { AmountMinor, Money, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';

const Line = Type.Object({ name: Type.String(), quantity: Type.Integer(), totalMinor: AmountMinor });

export const orderConfirmedTemplate = defineTemplate({
  key: 'order-confirmed',
  version: 1,
  variables: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    total: Money,
    lines: Type.Array(Line),
  }),
  subject: 'Your order {{orderNumber}} is confirmed',
  text: `
Hello {{recipient.name}},

thank you. Your order {{orderNumber}} is paid and confirmed.

{{#each lines}}
{{quantity}} x {{name}}: {{money totalMinor ../total.currency}}
{{/each}}

Total: {{money total.amountMinor total.currency}}

We write again when it has left. Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>thank you. Your order <strong>{{orderNumber}}</strong> is paid and confirmed.</p>
<table role="presentation" style="width:100%;border-collapse:collapse">
{{#each lines}}
<tr><td>{{quantity}} × {{name}}</td><td style="text-align:right">{{money totalMinor ../total.currency}}</td></tr>
{{/each}}
<tr><td><strong>Total</strong></td>
<td style="text-align:right"><strong>{{money total.amountMinor total.currency}}</strong></td></tr>
</table>
<p>We write again when it has left. <a href="{{shopUrl}}/orders/{{orderId}}">See your order</a>.</p>`,
});
