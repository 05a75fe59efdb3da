import type { ProviderName } from '../domain/payment-method';
import type { ProviderEvent, ProviderPayment, ProviderRefund } from '../domain/provider-outcome';

/** What a provider knows of the card behind a token. */
export interface CardDescription {
  /** The reference to charge it by from now on. */
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

export interface AuthorizeRequest {
  /** The same key means the same payment, for ever and whatever crashed in between. */
  readonly idempotencyKey: string;
  readonly token: string;
  /** At least 1. */
  readonly amountMinor: number;
  readonly currency: string;
  /** Where the bank sends the customer after an action. */
  readonly returnUrl?: string;
  /** When the key may have been used first. A provider that forgets keys after a while looks further back then. */
  readonly openedAt?: Date;
}

/** Something to be done with an authorised payment. */
export interface AuthorizedRequest {
  /** The same key means the same operation. It is another one than that of the authorisation. */
  readonly idempotencyKey: string;
  /** The provider's id of the payment. */
  readonly reference: string;
  /** The whole amount that was authorised. */
  readonly amountMinor: number;
  readonly currency: string;
}

export interface RefundRequest {
  /** The same key means the same refund. */
  readonly idempotencyKey: string;
  /** The provider's id of the payment that money goes back from. */
  readonly reference: string;
  /** At least 1. */
  readonly amountMinor: number;
  readonly currency: string;
}

/** How to find a payment: by the provider's id, where it is known, otherwise by its key. */
export interface PaymentLookup {
  /** The key it was authorised under. */
  readonly idempotencyKey: string;
  readonly reference: string | null;
}

/** How to find a refund: by the provider's id, where it is known, otherwise by its key among those of the payment. */
export interface RefundLookup {
  readonly idempotencyKey: string;
  readonly reference: string | null;
  /** The provider's id of the payment that it is a refund of. */
  readonly paymentReference: string;
}

/** A message from a provider as it came. */
export interface WebhookMessage {
  /** What the signature is over. */
  readonly bytes: Buffer;
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly now: Date;
}

/** How far the time in a signed message may be from now, either way. */
export const WEBHOOK_TOLERANCE_MS = 5 * 60_000;

/**
 * A payment provider. Each method answers within ten seconds or throws a DomainError `unavailable`; whether something
 * happened is then open until the request is repeated under its key. What the provider refuses for good is an answer
 * (`failed`), not an error. A repeated request may be answered with how it stood the first time: how it stands now is
 * told by `findPayment` and `findRefund`.
 */
export interface PaymentProvider {
  /**
   * Makes a token of the provider's client library chargeable.
   *
   * @param customerId whose it is from now on: a token that somebody else attached before is not known
   * @throws DomainError refused when the provider does not know the token
   */
  attachMethod(token: string, customerId: string): Promise<CardDescription>;

  /** Sets the amount aside on the card, or takes it at once (`captured`) if the provider knows no other way. */
  authorize(request: AuthorizeRequest): Promise<ProviderPayment>;

  /**
   * Takes what was authorised. `captured` when that is done, now or before; `voided` or `failed` when the authorisation
   * does not stand any more.
   */
  capture(request: AuthorizedRequest): Promise<ProviderPayment>;

  /** Lets go what was authorised. `voided` when that is done, now or before; `captured` when it was taken already. */
  void(request: AuthorizedRequest): Promise<ProviderPayment>;

  /**
   * Makes sure that nothing is authorised under the request's key from now on, not even by a request that is still on
   * its way. `abandoned` when nothing was and nothing will be; an action that was waited for is not waited for any more.
   * If something was authorised or captured already, that is the answer, and it is left as it is.
   */
  abandon(request: AuthorizeRequest): Promise<ProviderPayment>;

  /** Gives back a part or all of what was captured. */
  refund(request: RefundRequest): Promise<ProviderRefund>;

  /** How a payment stands now; undefined when the provider knows of none, which says nothing of the future. */
  findPayment(lookup: PaymentLookup): Promise<ProviderPayment | undefined>;

  /** How a refund stands now; undefined when the provider knows of none. */
  findRefund(lookup: RefundLookup): Promise<ProviderRefund | undefined>;

  /**
   * Reads a message, after it has checked the signature over its bytes and its time (`WEBHOOK_TOLERANCE_MS`).
   *
   * @throws DomainError unauthenticated `invalid-webhook-signature` or `webhook-outside-time-window`, malformed
   *   `invalid-webhook` when it is signed and still not what the provider sends
   */
  verifyWebhook(message: WebhookMessage): readonly ProviderEvent[];
}

/** The providers that are set up, by the name that a payment method carries. */
export type PaymentProviders = Readonly<Partial<Record<ProviderName, PaymentProvider>>>;
