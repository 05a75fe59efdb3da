import type { Ref } from '@mikro-orm/core';
import type { Payment } from './payment';
import type { ProviderName } from './payment-method';

/** One operation that a provider has carried out or refused. Entries are added and never changed. */
export class LedgerEntry {
  id!: string;
  payment!: Ref<Payment>;
  kind!: 'charge' | 'refund';
  amountMinor!: number;
  currency!: string;
  outcome!: 'succeeded' | 'failed';
  failureReason!: string | null;
  provider!: ProviderName;
  providerReference!: string;
  /** The key the operation was asked for under: the order's id for a charge, the refund's for a refund. */
  idempotencyKey!: string;
  createdAt!: Date;
}
