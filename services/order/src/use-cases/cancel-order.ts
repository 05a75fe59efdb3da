import type { OrderDeps } from '../deps';
import type { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { giveBackCoupons } from './give-back-coupons';
import { lockOrder } from './lock-order';
import { announceCancelled } from './order-events';

/**
 * Cancels an order that has not been shipped. What was or will still be charged for it is refunded. Cancelling it again
 * changes nothing.
 *
 * @throws DomainError not-found when it is not the customer's, conflict once it has been shipped
 */
export async function cancelOrder(
  deps: OrderDeps,
  orderId: string,
  actor: Actor,
  note?: string,
): Promise<Order> {
  return deps.em.transactional(async (em) => {
    const order = await lockOrder(em, orderId, actor.kind === 'customer' ? actor.id : undefined);
    if (order.status !== 'cancelled') {
      const reason = actor.kind === 'customer' ? 'customer-request' : 'staff-decision';
      order.cancel(reason, actor, deps.now(), note);
      announceCancelled(em, order);
      await giveBackCoupons(em, [order], deps.now());
    }
    await em.populate(order, ['items']);
    return order;
  });
}
