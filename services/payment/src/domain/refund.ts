import { ref, type Ref } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Payment } from './payment';

export const REFUND_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** Money on its way back. It is set aside on the payment from the moment it is asked for. */
export class Refund {
  id!: string;
  payment!: Ref<Payment>;
  amountMinor!: number;
  currency!: string;
  status!: RefundStatus;
  reason!: string;
  /** The member of staff who asked for it; null when the order was cancelled. */
  requestedBy!: string | null;
  providerReference!: string | null;
  failureReason!: string | null;
  attempts!: number;
  /** When to ask the provider next; null once there is an outcome. */
  nextAttemptAt!: Date | null;
  createdAt!: Date;
  settledAt!: Date | null;
}

export type RefundRequest = Pick<Refund, 'amountMinor' | 'reason' | 'requestedBy'>;

/** A refund that waits for the provider. Only the payment makes one, since it sets the money aside. */
export const newRefund = (payment: Payment, request: RefundRequest, now: Date): Refund =>
  Object.assign(new Refund(), {
    id: uuidv7(),
    payment: ref(payment),
    currency: payment.currency,
    ...request,
    status: 'pending' as const,
    providerReference: null,
    failureReason: null,
    attempts: 0,
    nextAttemptAt: now,
    createdAt: now,
    settledAt: null,
  });
