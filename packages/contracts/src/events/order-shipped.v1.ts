import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const orderShippedV1 = defineEvent({
  type: 'order.shipped.v1',
  publisher: 'order',
  description: 'The order has left. From here on it can no longer be cancelled.',
  schema: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    customerId: Uuid,
    carrier: Type.Optional(Type.String()),
    trackingNumber: Type.Optional(Type.String()),
    trackingUrl: Type.Optional(Type.String()),
    shippedAt: Timestamp,
  }),
});
