import { DomainError, unavailable } from '@sidecart/platform';
import Stripe from 'stripe';

/** Stripe's words for why a card was declined, and ours. Every other one is `card-declined`. */
const REASONS: Readonly<Record<string, string>> = {
  insufficient_funds: 'insufficient-funds',
  expired_card: 'expired-card',
  authentication_required: 'authentication-failed',
  payment_intent_authentication_failure: 'authentication-failed',
  charge_expired_for_capture: 'authorization-lost',
  capture_charge_authorization_expired: 'authorization-lost',
};

/** The code of a decline, from an error or from what a payment keeps of its last one. */
export function declineReason(fault: { code?: string | null; decline_code?: string | null }): string {
  return REASONS[fault.decline_code ?? ''] ?? REASONS[fault.code ?? ''] ?? 'card-declined';
}

/** The payment is in another state than the request needs: how it stands is the answer. */
export const isStateConflict = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  (error.code === 'payment_intent_unexpected_state' || error.code === 'charge_already_captured');

/** Somebody else is at work under the same key, or on the same payment, at this moment. */
const isBusy = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError &&
  (error.code === 'idempotency_key_in_use' || error.code === 'lock_timeout');

/** The key was used with other parameters. */
export const isKeyConflict = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeIdempotencyError && !isBusy(error);

export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';

/**
 * What the port promises of errors. A request that Stripe finds wrong is a fault of ours that no repeat mends; after
 * everything else (no connection, timeout, 409, 429, 5xx, a key that is revoked) it is open what happened.
 */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { StripeInvalidRequestError, StripeIdempotencyError, StripeCardError } = Stripe.errors;
  const isOurs = [StripeInvalidRequestError, StripeIdempotencyError, StripeCardError].some(
    (kind) => error instanceof kind,
  );
  if (!isOurs || isBusy(error)) return Object.assign(unavailable('payment provider'), { cause: error });
  const code = (error as { code?: string }).code ?? 'no code';
  const message = `Stripe refused the request: ${code}.`;
  return Object.assign(new DomainError('conflict', 'provider-refused-request', message), { cause: error });
}
