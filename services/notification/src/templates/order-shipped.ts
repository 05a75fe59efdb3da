import { Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { SAMPLE_ORDER } from './samples';

const OptionalText = Type.Union([Type.String(), Type.Null()]);

export const orderShippedTemplate = defineTemplate({
  key: 'order-shipped',
  revision: 2,
  variables: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    carrier: OptionalText,
    trackingNumber: OptionalText,
    trackingUrl: OptionalText,
  }),
  sample: {
    ...SAMPLE_ORDER,
    carrier: 'DHL',
    trackingNumber: 'JD014600003828392837',
    trackingUrl: 'https://carrier.example/track/JD014600003828392837',
  },
  subject: 'Your order {{orderNumber}} is on its way',
  short: 'Your order {{orderNumber}} has left{{#if carrier}} with {{carrier}}{{/if}}.',
  text: `
Hello {{recipient.name}},

your order {{orderNumber}} has left{{#if carrier}} with {{carrier}}{{/if}}.
{{#if trackingNumber}}

Its tracking number is {{trackingNumber}}.
{{/if}}
{{#if trackingUrl}}

Where it is: {{trackingUrl}}
{{/if}}

Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>your order <strong>{{orderNumber}}</strong> has left{{#if carrier}} with {{carrier}}{{/if}}.</p>
{{#if trackingNumber}}
<p>Its tracking number is <strong>{{trackingNumber}}</strong>.</p>
{{/if}}
{{#if trackingUrl}}
<p><a href="{{trackingUrl}}">See where it is</a></p>
{{/if}}
<p><a href="{{shopUrl}}/orders/{{orderId}}">See your order</a></p>`,
});
