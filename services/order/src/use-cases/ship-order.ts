import { orderShippedV1 } from '@sidecart/contracts';
import type { OrderDeps } from '../deps';
import type { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { requireTrackingUrl, type Tracking } from '../domain/tracking';
import { lockOrder } from './lock-order';
import { toOrderShipped } from './order-events';
import { tellOfOrder } from './tell-of-order';

/** @throws DomainError not-found, conflict unless the order is confirmed, refused when the address is not a plain https one */
export async function shipOrder(
  deps: OrderDeps,
  orderId: string,
  tracking: Tracking,
  actor: Actor,
): Promise<Order> {
  requireTrackingUrl(tracking.trackingUrl);
  return deps.em.transactional(async (em) => {
    const order = await lockOrder(em, orderId);
    order.ship(actor, tracking, deps.now());
    tellOfOrder(em, orderShippedV1, order, toOrderShipped(order));
    await em.populate(order, ['items']);
    return order;
  });
}
