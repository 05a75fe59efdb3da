import type { OrderDeps } from '../deps';
import type { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { changeTracking, requireTrackingUrl, type Tracking } from '../domain/tracking';
import { lockOrder } from './lock-order';
import { noteOnTimeline } from './note-on-timeline';

/** @throws DomainError not-found, conflict unless the order has left, refused when the address is not a plain https one */
export async function changeTrackingOf(
  deps: OrderDeps,
  orderId: string,
  tracking: Tracking,
  actor: Actor,
): Promise<Order> {
  requireTrackingUrl(tracking.trackingUrl);
  return deps.em.transactional(async (em) => {
    const order = await lockOrder(em, orderId);
    const now = deps.now();
    changeTracking(order, tracking, now);
    const detail = [tracking.carrier, tracking.trackingNumber].filter(Boolean).join(' ');
    noteOnTimeline(em, order.id, { kind: 'tracking', at: now, actor, detail: detail || null });
    await em.populate(order, ['items']);
    return order;
  });
}
