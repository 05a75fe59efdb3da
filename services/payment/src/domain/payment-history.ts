import { ref, type Ref } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Payment } from './payment';
import type { PaymentStatus } from './payment-status';

/** One move of a payment. The entries of a payment are a path through the table of transitions. */
export class PaymentHistoryEntry {
  id!: string;
  payment!: Ref<Payment>;
  fromStatus!: PaymentStatus | null;
  toStatus!: PaymentStatus;
  reason!: string | null;
  at!: Date;
}

export type PaymentMove = Pick<PaymentHistoryEntry, 'fromStatus' | 'toStatus' | 'reason' | 'at'>;

/** The entry of a move of a payment. */
export const newHistoryEntry = (payment: Payment, move: PaymentMove): PaymentHistoryEntry =>
  Object.assign(new PaymentHistoryEntry(), { id: uuidv7(), payment: ref(payment), ...move });
