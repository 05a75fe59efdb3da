import { afterCommit, once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { requestRefundOf } from '../domain/give-back';
import type { Refund } from '../domain/refund';
import { lockPayment } from './lock-payment';

export interface RequestRefund {
  readonly paymentId: string;
  /** All that is left when undefined. */
  readonly amountMinor: number | undefined;
  readonly reason: string;
  readonly requestedBy: string;
}

/**
 * Sets an amount aside on a payment and leaves it to the worker to give it back. Concurrent requests are decided one
 * after the other on the locked payment.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError not-found; conflict unless the payment is captured; refused when there is not that much left
 */
export async function requestRefund(
  deps: PaymentDeps,
  request: RequestRefund,
  idempotency: IdempotentRequest | undefined,
  toReply: (refund: Refund) => Reply,
): Promise<Reply> {
  return once(deps.em, idempotency, async (em) => {
    const payment = await lockPayment(em, request.paymentId);
    const { amountMinor, reason, requestedBy } = request;
    const refund = requestRefundOf(payment, amountMinor, { reason, requestedBy }, deps.now());
    afterCommit(em, deps.wake.refunds);
    return toReply(refund);
  });
}
