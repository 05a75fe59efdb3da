import { DomainError } from '@sidecart/platform';

/** What the order knows of its payment: nothing yet, captured, never captured, or given back in full. */
export const PAYMENT_STATES = ['awaiting', 'paid', 'failed', 'refunded'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/**
 * Every legal move of the payment's state. The news may come out of order: a refund can be heard of before the capture
 * it follows, and then the capture is old news.
 */
export const paymentTransitions: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  awaiting: ['paid', 'failed', 'refunded'],
  paid: ['refunded'],
  failed: [],
  refunded: [],
};

/**
 * Where the payment stands after news that it is `to`: there, or where it was if that is old news.
 *
 * @throws DomainError conflict when the news contradicts what is known
 */
export function paymentStateAfter(from: PaymentState, to: PaymentState): PaymentState {
  if (from === to || paymentTransitions[to].includes(from)) return from;
  if (paymentTransitions[from].includes(to)) return to;
  throw new DomainError(
    'conflict',
    'payment-illegal-transition',
    `A payment that is ${from} cannot become ${to}.`,
  );
}
