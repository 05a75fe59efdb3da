import { DomainError } from '@sidecart/platform';
import type { PaymentProvider } from '../../use-cases/ports';
import { attachCard } from './attach-card';
import { abandon, authorize } from './authorize';
import { Deadline } from './deadline';
import { toDomainError } from './errors';
import { findPayment } from './find-intent';
import { findRefund, refund } from './refund';
import { capture, voidIntent } from './settle';
import { createStripeClient, type StripeConnection } from './stripe-client';
import { verifyStripeWebhook } from './verify-webhook';

export interface StripeOptions extends StripeConnection {
  /** Of the webhook endpoint that is set up at Stripe; none is believed without it. */
  readonly webhookSecret?: string | undefined;
  /** Whether money is taken with the authorization, which saves a request for each order. */
  readonly capturesAtOnce: boolean;
  /** How long one operation may take, all its requests together. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 9_500;

/** Stripe behind the port: one payment intent for each of our keys. */
export function createStripeAdapter(options: StripeOptions): PaymentProvider {
  const stripe = createStripeClient(options);
  const { capturesAtOnce, webhookSecret, timeoutMs = TIMEOUT_MS } = options;

  async function run<T>(operation: (deadline: Deadline) => Promise<T>): Promise<T> {
    const deadline = new Deadline(timeoutMs);
    try {
      return await deadline.within(operation(deadline));
    } catch (error) {
      throw toDomainError(error);
    }
  }

  return {
    attachMethod: (token, customerId) => run((deadline) => attachCard(stripe, token, customerId, deadline)),
    authorize: (request) => run((deadline) => authorize(stripe, request, capturesAtOnce, deadline)),
    capture: (request) => run((deadline) => capture(stripe, request, deadline)),
    void: (request) => run((deadline) => voidIntent(stripe, request, deadline)),
    abandon: (request) => run((deadline) => abandon(stripe, request, capturesAtOnce, deadline)),
    refund: (request) => run((deadline) => refund(stripe, request, deadline)),
    findPayment: (lookup) => run((deadline) => findPayment(stripe, lookup, deadline)),
    findRefund: (lookup) => run((deadline) => findRefund(stripe, lookup, deadline)),
    verifyWebhook(message) {
      if (webhookSecret !== undefined) return verifyStripeWebhook(stripe, webhookSecret, message);
      throw new DomainError('unauthenticated', 'invalid-webhook-signature', 'The signature does not fit.');
    },
  };
}
