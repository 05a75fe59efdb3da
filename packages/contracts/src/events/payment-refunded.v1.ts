import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { Timestamp, Uuid } from '../schema';

export const paymentRefundedV1 = defineEvent({
  type: 'payment.refunded.v1',
  publisher: 'payment',
  description:
    'A part or all of what was captured went back. `refundedTotal` is the sum of all refunds so far.',
  schema: Type.Object({
    paymentId: Uuid,
    refundId: Uuid,
    orderId: Uuid,
    returnId: Type.Optional(Uuid),
    customerId: Uuid,
    amount: Money,
    refundedTotal: Money,
    refundedAt: Timestamp,
  }),
});
