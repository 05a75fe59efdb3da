import type { Ref } from '@mikro-orm/core';
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
