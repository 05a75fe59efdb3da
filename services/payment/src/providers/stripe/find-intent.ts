import type Stripe from 'stripe';
import type { ProviderPayment } from '../../domain/provider-outcome';
import type { PaymentLookup } from '../../use-cases/ports';
import type { Deadline } from './deadline';
import { isMissing } from './errors';
import { isUnconfirmed, toPayment } from './to-payment';

/**
 * The payment intent under one of our keys. Stripe's search lags behind by up to a minute, so that what it does not find
 * may still be there.
 */
export async function findIntentByKey(
  stripe: Stripe,
  key: string,
  deadline: Deadline,
): Promise<Stripe.PaymentIntent | undefined> {
  const quoted = key.replace(/["'\\]/g, (character) => `\\${character}`);
  const { data } = await stripe.paymentIntents.search(
    { query: `metadata['sidecart_key']:'${quoted}'`, limit: 1 },
    deadline.options(),
  );
  return data[0];
}

/** How a payment stands; one that nothing was asked of yet is none. */
export async function findPayment(
  stripe: Stripe,
  { idempotencyKey, reference }: PaymentLookup,
  deadline: Deadline,
): Promise<ProviderPayment | undefined> {
  const intent =
    reference === null
      ? await findIntentByKey(stripe, idempotencyKey, deadline)
      : await retrieve(stripe, reference, deadline);
  return intent === undefined || isUnconfirmed(intent) ? undefined : toPayment(intent);
}

async function retrieve(stripe: Stripe, reference: string, deadline: Deadline) {
  try {
    return await stripe.paymentIntents.retrieve(reference, {}, deadline.options());
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
