import { DomainError } from '@sidecart/platform';
import type { Payment } from './payment';
import type { ProviderName } from './payment-method';
import type { ProviderRefund } from './provider-outcome';
import { newRefund, type Refund } from './refund';
import { closeRefund, reserveRefund } from './reserve-refund';

/** What an accepted return gives back. */
export interface ReturnedGoods {
  readonly returnId: string;
  readonly refund: { readonly amountMinor: number; readonly currency: string };
}

/**
 * Sets an amount of a payment aside to be given back.
 *
 * @param amountMinor all that is left when undefined
 * @throws DomainError conflict unless the payment is captured, refused when there is not that much left
 */
export function requestRefundOf(
  payment: Payment,
  amountMinor: number | undefined,
  { reason, requestedBy }: { readonly reason: string; readonly requestedBy: string },
  now: Date,
): Refund {
  if (payment.status !== 'completed' && payment.status !== 'refunded') {
    const detail = `A payment that is ${payment.status} has nothing to give back.`;
    throw new DomainError('conflict', 'payment-not-captured', detail);
  }
  const wantedMinor = amountMinor ?? payment.refundableMinor;
  if (wantedMinor === 0 || wantedMinor > payment.refundableMinor) {
    const detail = `at most ${payment.refundableMinor} can still be given back`;
    throw new DomainError('refused', 'refund-too-large', `Of this payment ${detail}.`, {
      errors: [{ in: 'body', pointer: '#/amountMinor', detail }],
    });
  }
  return reserveRefund(payment, { amountMinor: wantedMinor, reason, requestedBy, returnId: null }, now);
}

/**
 * Gives back what a return is worth, or notes that it cannot be: there is one refund for each return.
 *
 * @returns a refund that is pending, has succeeded (of nothing), or has failed since there is not that much left
 */
export function refundReturnOf(payment: Payment, { returnId, refund }: ReturnedGoods, now: Date): Refund {
  const { amountMinor, currency } = refund;
  const wanted = { amountMinor, reason: 'order-returned', requestedBy: null, returnId };
  const isSameCurrency = currency === payment.currency;
  if (isSameCurrency && amountMinor <= payment.refundableMinor) return reserveRefund(payment, wanted, now);
  const refused = Object.assign(newRefund(payment, wanted, now), {
    currency,
    status: 'failed' as const,
    failureReason: isSameCurrency ? 'refund-too-large' : 'currency-mismatch',
    nextAttemptAt: null,
    settledAt: now,
  });
  payment.refunds.add(refused);
  return refused;
}

/** Takes the provider's word on a refund that is pending. One that is still processing stays so. */
export function takeRefundAnswer(
  payment: Payment,
  refund: Refund,
  { outcome, reference, failureReason }: ProviderRefund,
  provider: ProviderName,
  now: Date,
): void {
  refund.providerReference = reference;
  if (outcome === 'processing') return;
  const { id: idempotencyKey, amountMinor } = refund;
  const result = { amountMinor, outcome, failureReason, provider, providerReference: reference };
  payment.note({ kind: 'refund', ...result, idempotencyKey, createdAt: now });
  refund.failureReason = failureReason;
  closeRefund(payment, refund, outcome, now);
}
