import type { Payment } from './payment';

/** What a provider is to be asked next about a payment. To `look` is to ask how it stands. */
export type Step = 'authorize' | 'look' | 'abandon' | 'capture' | 'void';

export type Standing = Pick<Payment, 'status' | 'orderCancelledAt' | 'providerReference' | 'actionExpiresAt'>;

/** Decides what to do next about a payment that something is still to come of. */
export function nextStep(payment: Standing, now: Date): Step {
  const isCancelled = payment.orderCancelledAt !== null;
  if (payment.status === 'authorized') return isCancelled ? 'void' : 'capture';
  if (isCancelled) return 'abandon';
  if (payment.actionExpiresAt !== null && payment.actionExpiresAt <= now) return 'abandon';
  // The provider has answered once, and is at work or waits for the customer: it is not asked for the same again.
  return payment.providerReference === null ? 'authorize' : 'look';
}
