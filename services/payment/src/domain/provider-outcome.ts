/** What a provider says of a charge. An abandoned one was never made and never will be. */
export interface ProviderCharge {
  readonly outcome: 'succeeded' | 'failed' | 'abandoned';
  /** The provider's own id of the charge. */
  readonly reference: string;
  /** A code such as card-declined; null unless it failed. */
  readonly failureReason: string | null;
}

/** What a provider says of a refund. */
export interface ProviderRefund {
  readonly outcome: 'succeeded' | 'failed';
  readonly reference: string;
  readonly failureReason: string | null;
}
