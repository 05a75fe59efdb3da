import { Money, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { defineTemplate } from './define-template';
import { euros, SAMPLE_ORDER } from './samples';

export const orderReturnedTemplate = defineTemplate({
  key: 'order-returned',
  revision: 1,
  variables: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    refund: Money,
    pieces: Type.Integer(),
  }),
  sample: { ...SAMPLE_ORDER, refund: euros(2_500), pieces: 1 },
  subject: 'Your return of order {{orderNumber}} is accepted',
  short: 'Your return is accepted. You get {{money refund.amountMinor refund.currency}} back.',
  text: `
Hello {{recipient.name}},

what you sent back of order {{orderNumber}} has arrived and is accepted ({{pieces}} in all).

You get {{money refund.amountMinor refund.currency}} back, by the way you paid. We write again when it is on its way.

Your order: {{shopUrl}}/orders/{{orderId}}`,
  htmlBody: `
<p>Hello {{recipient.name}},</p>
<p>what you sent back of order <strong>{{orderNumber}}</strong> has arrived and is accepted ({{pieces}} in all).</p>
<p>You get <strong>{{money refund.amountMinor refund.currency}}</strong> back, by the way you paid. We write again when it is
on its way.</p>
<p><a href="{{shopUrl}}/orders/{{orderId}}">See your order</a></p>`,
});
