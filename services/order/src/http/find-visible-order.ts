import { hasRole, notFound, type Principal } from '@sidecart/platform';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Order } from '../domain/order';

/**
 * Reads an order with one of its lists, in one statement. Customers see their own, staff see any.
 *
 * @throws DomainError not-found, the same for what is not there and what is not theirs
 */
export async function findVisibleOrder(
  em: EntityManager,
  orderId: string,
  principal: Principal,
  list: 'items' | 'history',
): Promise<Order> {
  const owner = hasRole(principal.role, 'staff') ? {} : { customerId: principal.id };
  const order = await em.findOne(Order, { id: orderId, ...owner }, { populate: [list], strategy: 'joined' });
  if (!order) throw notFound('order');
  return order;
}
