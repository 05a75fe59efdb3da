import type Stripe from 'stripe';
import type { ProviderPayment, ProviderPaymentState } from '../../domain/provider-outcome';
import { declineReason } from './errors';

/** How a payment intent that was confirmed, or cancelled, stands in our words. */
export function toPayment(intent: Stripe.PaymentIntent): ProviderPayment {
  const state = stateOf(intent);
  const url = intent.next_action?.redirect_to_url?.url;
  return {
    state,
    reference: intent.id,
    failureReason: state === 'failed' ? reasonOf(intent) : null,
    action: state === 'action-required' && url ? { url, expiresAt: null } : null,
  };
}

/** Nothing was asked of the bank yet. */
export const isUnconfirmed = ({ status, last_payment_error }: Stripe.PaymentIntent): boolean =>
  status === 'requires_confirmation' || (status === 'requires_payment_method' && last_payment_error === null);

function stateOf(intent: Stripe.PaymentIntent): ProviderPaymentState {
  switch (intent.status) {
    case 'succeeded':
      return 'captured';
    case 'requires_capture':
      return 'authorized';
    case 'processing':
      return 'processing';
    case 'requires_action':
      // An action that only Stripe's own script can do cannot be offered as a page.
      return intent.next_action?.redirect_to_url?.url ? 'action-required' : 'failed';
    case 'canceled':
      return canceledState(intent);
    default:
      return 'failed';
  }
}

function canceledState({ last_payment_error, cancellation_reason }: Stripe.PaymentIntent) {
  if (last_payment_error) return 'failed';
  return cancellation_reason === 'abandoned' ? 'abandoned' : 'voided';
}

function reasonOf({ status, last_payment_error }: Stripe.PaymentIntent): string {
  if (last_payment_error) return declineReason(last_payment_error);
  return status === 'requires_action' ? 'authentication-failed' : 'card-declined';
}
