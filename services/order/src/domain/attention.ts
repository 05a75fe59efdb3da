import type { Order } from './order';
import type { OrderReturn } from './order-return';

/** Why somebody of the staff has to look at an order. */
export const ATTENTIONS = ['refund-failed', 'refund-overdue'] as const;
export type Attention = (typeof ATTENTIONS)[number];

/** After so many checks, about an hour, a refund that did not come is somebody's business. */
export const OVERDUE_CHECKS = 8;

/** What is wrong with the refund of a cancelled order, if anything. */
export function refundAttention(order: Order): Attention | null {
  if (order.paymentState === 'paid' && order.refundFailure !== null) return 'refund-failed';
  return order.awaitsPaymentNews && order.checks >= OVERDUE_CHECKS ? 'refund-overdue' : null;
}

/** What is wrong with the refunds of an order's returns, if anything. */
export function returnsAttention(returns: readonly OrderReturn[]): Attention | null {
  if (returns.some(({ status }) => status === 'refund-failed')) return 'refund-failed';
  const isOverdue = returns.some(({ status, checks }) => status === 'accepted' && checks >= OVERDUE_CHECKS);
  return isOverdue ? 'refund-overdue' : null;
}
