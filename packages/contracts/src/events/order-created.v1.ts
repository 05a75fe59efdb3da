import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { Timestamp, Uuid } from '../schema';

export const orderCreatedV1 = defineEvent({
  type: 'order.created.v1',
  publisher: 'order',
  description:
    'An order was accepted, its prices are fixed and its stock is held. It now waits for its payment. Published again, ' +
    'under a new event id, when no answer came in time.',
  schema: Type.Object({
    orderId: Uuid,
    customerId: Uuid,
    paymentMethodId: Uuid,
    total: Money,
    createdAt: Timestamp,
  }),
});
