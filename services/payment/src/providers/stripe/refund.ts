import Stripe from 'stripe';
import type { ProviderRefund } from '../../domain/provider-outcome';
import type { RefundLookup, RefundRequest } from '../../use-cases/ports';
import { toStripeAmount } from './amount';
import type { Deadline } from './deadline';
import { isMissing } from './errors';

const PAGE_SIZE = 100;

/**
 * Gives money back. It is looked for first among the refunds of its payment: Stripe remembers a key for a day only, and
 * a refund may be repeated after that.
 */
export async function refund(
  stripe: Stripe,
  { idempotencyKey, reference, amountMinor, currency }: RefundRequest,
  deadline: Deadline,
): Promise<ProviderRefund> {
  try {
    const earlier = await findByKey(stripe, reference, idempotencyKey, deadline);
    if (earlier) return toRefund(earlier);
    return toRefund(
      await stripe.refunds.create(
        {
          payment_intent: reference,
          amount: toStripeAmount(amountMinor, currency),
          metadata: { sidecart_key: idempotencyKey },
        },
        deadline.options(idempotencyKey),
      ),
    );
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    const failureReason = isMissing(error) ? 'unknown-payment' : 'refund-refused';
    return { outcome: 'failed', reference: idempotencyKey, failureReason };
  }
}

/** How a refund stands. */
export async function findRefund(
  stripe: Stripe,
  { idempotencyKey, reference, paymentReference }: RefundLookup,
  deadline: Deadline,
): Promise<ProviderRefund | undefined> {
  try {
    const found =
      reference === null
        ? await findByKey(stripe, paymentReference, idempotencyKey, deadline)
        : await stripe.refunds.retrieve(reference, {}, deadline.options());
    return found && toRefund(found);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function findByKey(stripe: Stripe, paymentIntent: string, key: string, deadline: Deadline) {
  const refunds = stripe.refunds.list(
    { payment_intent: paymentIntent, limit: PAGE_SIZE },
    deadline.options(),
  );
  for await (const candidate of refunds) {
    if (candidate.metadata?.['sidecart_key'] === key) return candidate;
  }
  return undefined;
}

function toRefund({ id, status, failure_reason }: Stripe.Refund): ProviderRefund {
  switch (status) {
    case 'succeeded':
      return { outcome: 'succeeded', reference: id, failureReason: null };
    case 'failed':
    case 'canceled': {
      const failureReason = (failure_reason ?? 'refund-refused').replaceAll('_', '-');
      return { outcome: 'failed', reference: id, failureReason };
    }
    default:
      return { outcome: 'processing', reference: id, failureReason: null };
  }
}
