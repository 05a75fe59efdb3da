import { ref, type Ref } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Payment } from './payment';
import type { ProviderName } from './payment-method';

export const LEDGER_KINDS = ['authorize', 'capture', 'void', 'refund'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** One operation that a provider has carried out or refused. Entries are added and never changed. */
export class LedgerEntry {
  id!: string;
  payment!: Ref<Payment>;
  kind!: LedgerKind;
  amountMinor!: number;
  currency!: string;
  outcome!: 'succeeded' | 'failed';
  failureReason!: string | null;
  provider!: ProviderName;
  providerReference!: string;
  /** The key the operation was asked for under. */
  idempotencyKey!: string;
  createdAt!: Date;
}

export type LedgerOperation = Omit<LedgerEntry, 'id' | 'payment' | 'currency'>;

/** The entry of an operation on a payment. */
export const newLedgerEntry = (payment: Payment, operation: LedgerOperation): LedgerEntry =>
  Object.assign(new LedgerEntry(), {
    id: uuidv7(),
    payment: ref(payment),
    currency: payment.currency,
    ...operation,
  });
