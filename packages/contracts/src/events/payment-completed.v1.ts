import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { Timestamp, Uuid } from '../schema';

export const paymentCompletedV1 = defineEvent({
  type: 'payment.completed.v1',
  publisher: 'payment',
  description: 'The whole amount of the order was captured, once.',
  schema: Type.Object({
    paymentId: Uuid,
    orderId: Uuid,
    customerId: Uuid,
    amount: Money,
    completedAt: Timestamp,
  }),
});
