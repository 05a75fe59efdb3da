import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const paymentActionRequiredV1 = defineEvent({
  type: 'payment.action-required.v1',
  publisher: 'payment',
  description:
    'The bank wants the customer to confirm the payment (3-D Secure). What to open is told by the payment itself, to its ' +
    'owner only. It fails if nothing was done by `expiresAt`, so the order waits until then.',
  schema: Type.Object({
    paymentId: Uuid,
    orderId: Uuid,
    customerId: Uuid,
    expiresAt: Timestamp,
    requiredAt: Timestamp,
  }),
});
