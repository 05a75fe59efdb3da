import { Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { SAMPLE_ORDER } from './samples';

export const orderDeliveredTemplate = defineTemplate({
  key: 'order-delivered',
  revision: 1,
  variables: Type.Object({ orderId: Uuid, orderNumber: Type.String() }),
  sample: SAMPLE_ORDER,
  subject: 'Your order {{orderNumber}} was delivered',
  short: 'Your order {{orderNumber}} was delivered.',
  text: `
Hello {{recipient.name}},

your order {{orderNumber}} was delivered. We hope you like it.

Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>your order <strong>{{orderNumber}}</strong> was delivered. We hope you like it.</p>
<p><a href="{{shopUrl}}/orders/{{orderId}}">See your order</a></p>`,
});
