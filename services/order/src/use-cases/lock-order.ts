import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { Order } from '../domain/order';

/**
 * Loads an order for a change and locks its row: moves of one order happen one after the other.
 *
 * @param customerId whose order it must be; absent for staff and the saga
 * @throws DomainError not-found when it does not exist or is somebody else's
 */
export async function lockOrder(em: EntityManager, orderId: string, customerId?: string): Promise<Order> {
  const order = await em.findOne(
    Order,
    { id: orderId, ...(customerId === undefined ? {} : { customerId }) },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!order) throw notFound('order');
  return order;
}
