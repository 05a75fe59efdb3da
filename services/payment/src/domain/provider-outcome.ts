/**
 * Where a payment stands at the provider. `authorized` holds the amount without taking it; `captured` has taken it;
 * `action-required` waits for the customer at a page of the bank; `processing` will become something else by itself;
 * `failed`, `voided` (an authorisation that was let go) and `abandoned` (never charged and never will be) are final.
 */
export const PROVIDER_PAYMENT_STATES = [
  'authorized',
  'captured',
  'action-required',
  'processing',
  'failed',
  'voided',
  'abandoned',
] as const;
export type ProviderPaymentState = (typeof PROVIDER_PAYMENT_STATES)[number];

/** What the customer has to do before the bank lets the payment through. */
export interface ProviderAction {
  /** The page to open. It is for the customer alone. */
  readonly url: string;
  /** When the provider stops waiting; null when it does not say. */
  readonly expiresAt: Date | null;
}

/** What a provider says of the payment under a key. */
export interface ProviderPayment {
  readonly state: ProviderPaymentState;
  /** The provider's own id of the payment, the same from the first answer to the last. */
  readonly reference: string;
  /** A code such as card-declined; null unless it failed. */
  readonly failureReason: string | null;
  /** Null unless an action is required. */
  readonly action: ProviderAction | null;
}

/** What a provider says of a refund. One that is `processing` becomes something else by itself. */
export interface ProviderRefund {
  readonly outcome: 'succeeded' | 'failed' | 'processing';
  /** The provider's own id of the refund. */
  readonly reference: string;
  /** A code such as refund-refused; null unless it failed. */
  readonly failureReason: string | null;
}

/** What a provider tells of its own accord. It is a reason to ask, and never believed by itself. */
export interface ProviderEvent {
  /** The provider's id of the event: the same each time it is told. */
  readonly id: string;
  /** What it is about; `unknown` for what we have no use for. */
  readonly kind: 'payment' | 'refund' | 'unknown';
  /** The provider's id of the payment that it is about, or that the refund is of; null when it names none. */
  readonly reference: string | null;
  /** The key that the payment was authorised under, where the event carries it. */
  readonly idempotencyKey: string | null;
  /** When it happened, by the provider's clock. */
  readonly at: Date;
}
