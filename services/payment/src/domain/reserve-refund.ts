import type { Payment } from './payment';
import { newRefund, type Refund, type WantedRefund } from './refund';

/**
 * Sets an amount aside on a captured payment, to be given back by the provider. Nothing is given back without asking
 * anybody, so a refund of nothing has succeeded already.
 *
 * @param wanted an amount of at most what is left
 */
export function reserveRefund(payment: Payment, wanted: WantedRefund, now: Date): Refund {
  payment.refundReservedMinor += wanted.amountMinor;
  payment.updatedAt = now;
  const refund = newRefund(payment, wanted, now);
  payment.refunds.add(refund);
  if (wanted.amountMinor === 0) closeRefund(payment, refund, 'succeeded', now);
  return refund;
}

/** Notes the outcome of a refund that was set aside. What was refused is there to be given back again. */
export function closeRefund(
  payment: Payment,
  refund: Refund,
  outcome: 'succeeded' | 'failed',
  now: Date,
): void {
  refund.status = outcome;
  refund.settledAt = now;
  refund.nextAttemptAt = null;
  payment.updatedAt = now;
  if (outcome === 'failed') {
    payment.refundReservedMinor -= refund.amountMinor;
    return;
  }
  payment.refundedMinor += refund.amountMinor;
  const isAll = payment.refundedMinor === payment.capturedMinor;
  if (isAll && payment.status === 'completed') payment.markRefunded(now);
}
