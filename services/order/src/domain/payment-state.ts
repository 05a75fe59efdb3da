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
