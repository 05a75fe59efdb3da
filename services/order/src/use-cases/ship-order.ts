import { orderShippedV1 } from '@sidecart/contracts';
import type { OrderDeps } from '../deps';
import type { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { isFollowedBy, requireTrackingUrl, type Tracking } from '../domain/tracking';
import { lockOrder } from './lock-order';
import { toOrderShipped } from './order-events';
import { tellOfOrder } from './tell-of-order';

/**
 * Notes that a confirmed order has left. To say the same again changes nothing: whoever got no answer may repeat it.
 *
 * @throws DomainError not-found, conflict unless the order is confirmed, refused when the address is not a plain https one
 */
export async function shipOrder(
  deps: OrderDeps,
  orderId: string,
  tracking: Tracking,
  actor: Actor,
): Promise<Order> {
  requireTrackingUrl(tracking.trackingUrl);
  return deps.em.transactional(async (em) => {
    const order = await lockOrder(em, orderId);
    if (order.status !== 'shipped' || !isFollowedBy(order, tracking)) {
      order.ship(actor, tracking, deps.now());
      tellOfOrder(em, orderShippedV1, order, toOrderShipped(order));
    }
    await em.populate(order, ['items']);
    return order;
  });
}
