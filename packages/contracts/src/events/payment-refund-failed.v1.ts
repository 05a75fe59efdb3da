import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { Timestamp, Uuid } from '../schema';

export const paymentRefundFailedV1 = defineEvent({
  type: 'payment.refund-failed.v1',
  publisher: 'payment',
  description:
    'A refund was refused for good: by the provider, or because less is left of what was captured. Nothing went back. ' +
    '`reason` is a code such as refund-too-large.',
  schema: Type.Object({
    paymentId: Uuid,
    refundId: Uuid,
    orderId: Uuid,
    customerId: Uuid,
    returnId: Type.Optional(Uuid),
    amount: Money,
    reason: Type.String(),
    failedAt: Timestamp,
  }),
});
