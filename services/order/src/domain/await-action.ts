import type { Order } from './order';

/** However often the bank asks for more time, an order waits no longer for its payment than this after it was placed. */
export const MAX_PAYMENT_WAIT_MS = 60 * 60_000;

/** How much longer than the order waits for its payment its stock is to be held. */
export const HOLD_MARGIN_MS = 5 * 60_000;

/**
 * The bank wants the customer to confirm the payment: the order waits until it gives up, but never less than before, and
 * never beyond the longest wait there is. Its stock is to be held as long.
 *
 * @returns whether the order waits longer than before
 */
export function awaitAction(order: Order, expiresAt: Date, now: Date): boolean {
  if (order.status !== 'pending' || order.paymentState !== 'awaiting') return false;
  const until = Math.min(expiresAt.getTime(), order.createdAt.getTime() + MAX_PAYMENT_WAIT_MS);
  order.paymentActionUntil = new Date(Math.max(until, order.paymentActionUntil?.getTime() ?? 0));
  if (until <= order.paymentDeadlineAt.getTime()) return false;
  order.paymentDeadlineAt = new Date(until);
  order.holdUntil = new Date(until + HOLD_MARGIN_MS);
  order.holdExtensionDueAt = now;
  order.holdExtensionAttempts = 0;
  return true;
}
