import { Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';

const OptionalText = Type.Union([Type.String(), Type.Null()]);

export const orderShippedTemplate = defineTemplate({
  key: 'order-shipped',
  version: 1,
  variables: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    carrier: OptionalText,
    trackingNumber: OptionalText,
  }),
  subject: 'Your order {{orderNumber}} is on its way',
  text: `
Hello {{recipient.name}},

your order {{orderNumber}} has left{{#if carrier}} with {{carrier}}{{/if}}.
{{#if trackingNumber}}

Its tracking number is {{trackingNumber}}.
{{/if}}

Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>your order <strong>{{orderNumber}}</strong> has left{{#if carrier}} with {{carrier}}{{/if}}.</p>
{{#if trackingNumber}}
<p>Its tracking number is <strong>{{trackingNumber}}</strong>.</p>
{{/if}}
<p><a href="{{shopUrl}}/orders/{{orderId}}">See your order</a></p>`,
});
