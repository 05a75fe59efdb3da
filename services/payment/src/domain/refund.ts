import { ref, type Ref } from '@mikro-orm/core';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { Payment } from './payment';

export const REFUND_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** The namespace of refund ids: a return has one refund, under the same id however often it is heard of. */
const RETURN_NAMESPACE = 'c2c1d7d5-8a35-4d0f-9d2f-63c8cbb7f0f4';

/** Money on its way back. It is set aside on the payment from the moment it is asked for. */
export class Refund {
  id!: string;
  payment!: Ref<Payment>;
  amountMinor!: number;
  currency!: string;
  status!: RefundStatus;
  reason!: string;
  /** The member of staff who asked for it; null when an event did. */
  requestedBy!: string | null;
  /** The return that it is for, if it is for one. */
  returnId!: string | null;
  /** Known from the provider's first answer on. */
  providerReference!: string | null;
  failureReason!: string | null;
  attempts!: number;
  /** When to ask the provider next; null once there is an outcome. */
  nextAttemptAt!: Date | null;
  createdAt!: Date;
  settledAt!: Date | null;
}

/** What is to be given back, and why. */
export type WantedRefund = Pick<Refund, 'amountMinor' | 'reason' | 'requestedBy' | 'returnId'>;

/** The id of the one refund of a return. */
export const refundIdOf = (returnId: string): string => uuidv5(returnId, RETURN_NAMESPACE);

/** A refund that waits for the provider. Only the payment makes one, since it sets the money aside. */
export const newRefund = (payment: Payment, wanted: WantedRefund, now: Date): Refund =>
  Object.assign(new Refund(), {
    id: wanted.returnId === null ? uuidv7() : refundIdOf(wanted.returnId),
    payment: ref(payment),
    currency: payment.currency,
    ...wanted,
    status: 'pending' as const,
    providerReference: null,
    failureReason: null,
    attempts: 0,
    nextAttemptAt: now,
    createdAt: now,
    settledAt: null,
  });
