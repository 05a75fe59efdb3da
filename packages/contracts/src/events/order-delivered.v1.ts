import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const orderDeliveredV1 = defineEvent({
  type: 'order.delivered.v1',
  publisher: 'order',
  description: 'The order has reached its customer.',
  schema: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    customerId: Uuid,
    deliveredAt: Timestamp,
  }),
});
