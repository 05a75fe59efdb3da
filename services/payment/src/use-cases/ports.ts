import type { ProviderName } from '../domain/payment-method';
import type { ProviderCharge, ProviderRefund } from '../domain/provider-outcome';

/** What a provider knows of the card behind a token. */
export interface CardDescription {
  /** The reference to charge it by from now on. */
  readonly token: string;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

export interface ChargeRequest {
  /** The same key means the same charge, for ever and whatever crashed in between. */
  readonly idempotencyKey: string;
  readonly token: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface RefundRequest {
  /** The same key means the same refund. */
  readonly idempotencyKey: string;
  /** The provider's id of the charge that money goes back from. */
  readonly chargeReference: string;
  readonly amountMinor: number;
}

/**
 * A payment provider. Each method answers within ten seconds. An answer is final; when there is none, it throws a
 * DomainError `unavailable`, and whether something happened is open until the request is repeated under its key.
 */
export interface PaymentProvider {
  /**
   * Makes a token of the provider's client library chargeable.
   *
   * @throws DomainError refused when the provider does not know the token
   */
  attachMethod(token: string): Promise<CardDescription>;

  /** Charges a card; a decline is an answer. */
  createCharge(request: ChargeRequest): Promise<ProviderCharge>;

  /**
   * Makes sure that nothing is charged under the request's key from now on, not even by a request that is still on its
   * way. If something was charged already, that charge is the answer.
   */
  abandonCharge(request: ChargeRequest): Promise<ProviderCharge>;

  /** Gives back a part or all of a charge. */
  createRefund(request: RefundRequest): Promise<ProviderRefund>;
}

/** The provider behind each name that a payment method can carry. */
export type PaymentProviders = Readonly<Record<ProviderName, PaymentProvider>>;
