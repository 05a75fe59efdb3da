import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const paymentFailedV1 = defineEvent({
  type: 'payment.failed.v1',
  publisher: 'payment',
  description: 'The order was not charged and will not be. `reason` is a code such as card-declined.',
  schema: Type.Object({
    paymentId: Uuid,
    orderId: Uuid,
    customerId: Uuid,
    reason: Type.String(),
    failedAt: Timestamp,
  }),
});
