import { unavailable } from '@sidecart/platform';
import Stripe from 'stripe';
import type { ProviderPayment } from '../../domain/provider-outcome';
import type { AuthorizeRequest } from '../../use-cases/ports';
import { toStripeAmount } from './amount';
import { readCardReference } from './attach-card';
import type { Deadline } from './deadline';
import { declineReason, isKeyConflict, isStateConflict } from './errors';
import { findIntentByKey } from './find-intent';
import { isUnconfirmed, toPayment } from './to-payment';

/** Stripe remembers a key for a day; after most of one, it is looked for instead. */
const KEY_MEMORY_MS = 20 * 60 * 60_000;

/**
 * Opens the one payment intent under a key and confirms it: in two requests, so that a key can be abandoned in between.
 */
export async function authorize(
  stripe: Stripe,
  request: AuthorizeRequest,
  capturesAtOnce: boolean,
  deadline: Deadline,
): Promise<ProviderPayment> {
  const earlier = await findEarlier(stripe, request, deadline);
  if (earlier && !isUnconfirmed(earlier)) return toPayment(earlier);
  const intent = earlier ?? (await openIntent(stripe, request, capturesAtOnce, deadline));
  try {
    const confirmed = await stripe.paymentIntents.confirm(
      intent.id,
      // Without a place to return to there is no page for an action either.
      request.returnUrl === undefined
        ? { error_on_requires_action: true }
        : { return_url: request.returnUrl },
      deadline.options(`${request.idempotencyKey}:confirm`),
    );
    return toPayment(confirmed);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      const failureReason = declineReason(error);
      return { state: 'failed', reference: intent.id, failureReason, action: null };
    }
    if (!isStateConflict(error) && !isKeyConflict(error)) throw error;
    const present = await stripe.paymentIntents.retrieve(intent.id, {}, deadline.options());
    if (isUnconfirmed(present)) throw unavailable('payment provider');
    return toPayment(present);
  }
}

/**
 * Gives up the payment intent under a key, unless something came of it already. It is opened if there is none yet: an
 * authorization that is still on its way then finds it cancelled.
 */
export async function abandon(
  stripe: Stripe,
  request: AuthorizeRequest,
  capturesAtOnce: boolean,
  deadline: Deadline,
): Promise<ProviderPayment> {
  const opened =
    (await findEarlier(stripe, request, deadline)) ??
    (await openIntent(stripe, request, capturesAtOnce, deadline));
  // A repeated request is answered with how it was when the key was new.
  const intent = await stripe.paymentIntents.retrieve(opened.id, {}, deadline.options());
  if (!isUnconfirmed(intent) && intent.status !== 'requires_action') return toPayment(intent);
  try {
    const options = deadline.options(`${request.idempotencyKey}:abandon`);
    return toPayment(
      await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' }, options),
    );
  } catch (error) {
    if (!isStateConflict(error)) throw error;
    return toPayment(await stripe.paymentIntents.retrieve(intent.id, {}, deadline.options()));
  }
}

/** The intent under a key so old that Stripe may have forgotten it. */
async function findEarlier(
  stripe: Stripe,
  { idempotencyKey, openedAt }: AuthorizeRequest,
  deadline: Deadline,
): Promise<Stripe.PaymentIntent | undefined> {
  const isOld = openedAt !== undefined && Date.now() - openedAt.getTime() > KEY_MEMORY_MS;
  return isOld ? findIntentByKey(stripe, idempotencyKey, deadline) : undefined;
}

/** Opens the intent under a key; the same request again is answered with how it was then: not confirmed. */
async function openIntent(
  stripe: Stripe,
  { idempotencyKey, token, amountMinor, currency }: AuthorizeRequest,
  capturesAtOnce: boolean,
  deadline: Deadline,
): Promise<Stripe.PaymentIntent> {
  const { customer, paymentMethod } = readCardReference(token);
  return stripe.paymentIntents.create(
    {
      amount: toStripeAmount(amountMinor, currency),
      currency: currency.toLowerCase(),
      customer,
      payment_method: paymentMethod,
      allowed_payment_method_types: ['card'],
      capture_method: capturesAtOnce ? 'automatic' : 'manual',
      metadata: { sidecart_key: idempotencyKey },
    },
    deadline.options(idempotencyKey),
  );
}
