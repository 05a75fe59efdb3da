import { AmountMinor, Money, Uuid, VariantOptions } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { euros, SAMPLE_ORDER } from './samples';

const Line = Type.Object({
  name: Type.String(),
  options: VariantOptions,
  quantity: Type.Integer(),
  totalMinor: AmountMinor,
});

const OptionalAmount = Type.Union([AmountMinor, Type.Null()]);

const optionsText = `{{#each options}}{{#if @first}} ({{else}}, {{/if}}{{@key}} {{this}}{{#if @last}}){{/if}}{{/each}}`;

/** The parts that are zero are null, and are not shown; a total that is only the sum of its lines needs none. */
export const orderConfirmedTemplate = defineTemplate({
  key: 'order-confirmed',
  revision: 2,
  variables: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    total: Money,
    lines: Type.Array(Line),
    subtotalMinor: OptionalAmount,
    discountMinor: OptionalAmount,
    shippingMinor: OptionalAmount,
    taxMinor: OptionalAmount,
    taxIncluded: Type.Boolean(),
  }),
  sample: {
    ...SAMPLE_ORDER,
    total: euros(6_239),
    lines: [
      { name: 'T-shirt', options: { colour: 'blue', size: 'M' }, quantity: 2, totalMinor: 5_000 },
      { name: 'Bulb', options: {}, quantity: 1, totalMinor: 1_249 },
    ],
    subtotalMinor: 6_249,
    discountMinor: 500,
    shippingMinor: 490,
    taxMinor: 996,
    taxIncluded: true,
  },
  subject: 'Your order {{orderNumber}} is confirmed',
  short: 'Your order {{orderNumber}} of {{money total.amountMinor total.currency}} is confirmed.',
  text: `
Hello {{recipient.name}},

thank you. Your order {{orderNumber}} is paid and confirmed.

{{#each lines}}
{{quantity}} x {{name}}${optionsText}: {{money totalMinor ../total.currency}}
{{/each}}

{{#if subtotalMinor}}
Subtotal: {{money subtotalMinor total.currency}}
{{/if}}
{{#if discountMinor}}
Discount: -{{money discountMinor total.currency}}
{{/if}}
{{#if shippingMinor}}
Shipping: {{money shippingMinor total.currency}}
{{/if}}
{{#if taxMinor}}
{{#unless taxIncluded}}
Tax: {{money taxMinor total.currency}}
{{/unless}}
{{/if}}
Total: {{money total.amountMinor total.currency}}
{{#if taxMinor}}
{{#if taxIncluded}}
Tax in it: {{money taxMinor total.currency}}
{{/if}}
{{/if}}

We write again when it has left. Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>thank you. Your order <strong>{{orderNumber}}</strong> is paid and confirmed.</p>
<table role="presentation" style="width:100%;border-collapse:collapse">
{{#each lines}}
<tr><td>{{quantity}} × {{name}}${optionsText}</td>
<td style="text-align:right">{{money totalMinor ../total.currency}}</td></tr>
{{/each}}
{{#if subtotalMinor}}
<tr><td>Subtotal</td><td style="text-align:right">{{money subtotalMinor total.currency}}</td></tr>
{{/if}}
{{#if discountMinor}}
<tr><td>Discount</td><td style="text-align:right">−{{money discountMinor total.currency}}</td></tr>
{{/if}}
{{#if shippingMinor}}
<tr><td>Shipping</td><td style="text-align:right">{{money shippingMinor total.currency}}</td></tr>
{{/if}}
{{#if taxMinor}}
{{#unless taxIncluded}}
<tr><td>Tax</td><td style="text-align:right">{{money taxMinor total.currency}}</td></tr>
{{/unless}}
{{/if}}
<tr><td><strong>Total</strong></td>
<td style="text-align:right"><strong>{{money total.amountMinor total.currency}}</strong></td></tr>
{{#if taxMinor}}
{{#if taxIncluded}}
<tr><td>Tax in it</td><td style="text-align:right">{{money taxMinor total.currency}}</td></tr>
{{/if}}
{{/if}}
</table>
<p>We write again when it has left. <a href="{{shopUrl}}/orders/{{orderId}}">See your order</a>.</p>`,
});
