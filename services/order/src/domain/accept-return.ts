import type { Order } from './order';
import type { Actor } from './order-history';
import type { OrderReturn, ReturnDecision } from './order-return';
import { refundShare } from './pricing/refund-share';
import { isAllReturned, paidForShipping } from './return-amounts';
import { requireReturnTransition } from './return-status';

/**
 * Takes the goods of a return back, and works out what its customer gets for them: exactly what was paid for these pieces,
 * and for the shipping as well when with them everything came back, less what is deducted. The order is then returned.
 *
 * @param order with its items loaded, `found` with its lines
 * @throws DomainError conflict when it was decided before, refused when more is deducted than was paid
 */
export function acceptReturn(
  order: Order,
  found: OrderReturn,
  { restock, deduction }: Omit<ReturnDecision, 'amountMinor'>,
  actor: Actor,
  now: Date,
): void {
  requireReturnTransition(found.status, 'accepted');
  let amountMinor = 0;
  for (const line of found.lines) {
    const item = line.item.getEntity();
    line.amountMinor = refundShare(item, order.taxIncluded, item.returnedQuantity, line.quantity);
    item.returnedQuantity += line.quantity;
    amountMinor += line.amountMinor;
  }
  const isAll = isAllReturned(order);
  if (isAll) amountMinor += paidForShipping(order);
  found.accept({ restock, amountMinor, deduction }, now);
  order.returnRefundMinor += found.refundMinor ?? 0;
  if (isAll) order.takeBack(actor, now);
}
