import { orderShippedV1 } from '@sidecart/contracts';
import { enqueueEvent } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import type { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { lockOrder } from './lock-order';
import { toOrderShipped } from './order-events';

export interface Shipment {
  readonly carrier?: string;
  readonly trackingNumber?: string;
}

/** @throws DomainError not-found, or conflict unless the order is confirmed */
export async function shipOrder(
  deps: OrderDeps,
  orderId: string,
  shipment: Shipment,
  actor: Actor,
): Promise<Order> {
  return deps.em.transactional(async (em) => {
    const order = await lockOrder(em, orderId);
    order.ship(actor, shipment, deps.now());
    enqueueEvent(em, orderShippedV1, order.id, toOrderShipped(order));
    await em.populate(order, ['items']);
    return order;
  });
}
