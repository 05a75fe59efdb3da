import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Money } from '../money';
import { StringEnum, Timestamp, Uuid } from '../schema';

export const CANCELLATION_REASONS = [
  'customer-request',
  'payment-failed',
  'payment-timeout',
  'staff-decision',
] as const;
export type CancellationReason = (typeof CANCELLATION_REASONS)[number];

export const orderCancelledV1 = defineEvent({
  type: 'order.cancelled.v1',
  publisher: 'order',
  description:
    'The order will not be fulfilled. Its stock is to be released; what was or will still be charged for it is to be ' +
    'refunded. Published again, under a new event id, while a refund is awaited.',
  schema: Type.Object({
    orderId: Uuid,
    orderNumber: Type.String(),
    customerId: Uuid,
    total: Money,
    reason: StringEnum(CANCELLATION_REASONS),
    cancelledAt: Timestamp,
  }),
});
