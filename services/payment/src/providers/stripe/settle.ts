import Stripe from 'stripe';
import type { ProviderPayment } from '../../domain/provider-outcome';
import type { AuthorizedRequest } from '../../use-cases/ports';
import { toStripeAmount } from './amount';
import type { Deadline } from './deadline';
import { declineReason, isKeyConflict, isMissing, isStateConflict } from './errors';
import { toPayment } from './to-payment';

/** Takes what was authorized. */
export const capture = (stripe: Stripe, request: AuthorizedRequest, deadline: Deadline) =>
  settle(stripe, request, deadline, () =>
    stripe.paymentIntents.capture(
      request.reference,
      { amount_to_capture: toStripeAmount(request.amountMinor, request.currency) },
      deadline.options(request.idempotencyKey),
    ),
  );

/** Lets go what was authorized. */
export const voidIntent = (stripe: Stripe, request: AuthorizedRequest, deadline: Deadline) =>
  settle(stripe, request, deadline, () =>
    stripe.paymentIntents.cancel(
      request.reference,
      { cancellation_reason: 'requested_by_customer' },
      deadline.options(request.idempotencyKey),
    ),
  );

/** Where the state does not allow the deed, or it was done before, how the payment stands is the answer. */
async function settle(
  stripe: Stripe,
  { reference }: AuthorizedRequest,
  deadline: Deadline,
  deed: () => Promise<Stripe.PaymentIntent>,
): Promise<ProviderPayment> {
  try {
    return toPayment(await deed());
  } catch (error) {
    if (isMissing(error)) return failed(reference, 'unknown-payment');
    if (error instanceof Stripe.errors.StripeCardError) return failed(reference, declineReason(error));
    if (!isStateConflict(error) && !isKeyConflict(error)) throw error;
    return toPayment(await stripe.paymentIntents.retrieve(reference, {}, deadline.options()));
  }
}

const failed = (reference: string, failureReason: string): ProviderPayment => ({
  state: 'failed',
  reference,
  failureReason,
  action: null,
});
