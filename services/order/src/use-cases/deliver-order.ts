import { orderDeliveredV1 } from '@sidecart/contracts';
import type { OrderDeps } from '../deps';
import type { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { lockOrder } from './lock-order';
import { toOrderDelivered } from './order-events';
import { tellOfOrder } from './tell-of-order';

/**
 * Notes that a shipped order has arrived. To say so again changes nothing.
 *
 * @throws DomainError not-found, or conflict unless the order is shipped
 */
export async function deliverOrder(deps: OrderDeps, orderId: string, actor: Actor): Promise<Order> {
  return deps.em.transactional(async (em) => {
    const order = await lockOrder(em, orderId);
    if (order.status !== 'delivered') {
      order.deliver(actor, deps.now());
      tellOfOrder(em, orderDeliveredV1, order, toOrderDelivered(order));
    }
    await em.populate(order, ['items']);
    return order;
  });
}
