import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import type { Order } from '../domain/order';
import { OrderReturn } from '../domain/order-return';
import { lockOrder } from './lock-order';

export interface LockedReturn {
  /** With its items. */
  readonly order: Order;
  /** With its lines. */
  readonly found: OrderReturn;
}

/**
 * Loads a return for a change and locks its order: what happens to an order and its returns happens one after the other.
 *
 * @param customerId whose return it must be; absent for staff and the saga
 * @throws DomainError not-found when it does not exist or is somebody else's
 */
export async function lockReturn(
  em: EntityManager,
  returnId: string,
  customerId?: string,
): Promise<LockedReturn> {
  const owner = customerId === undefined ? {} : { customerId };
  const reference = await em.findOne(
    OrderReturn,
    { id: returnId, ...owner },
    { fields: ['order'], disableIdentityMap: true },
  );
  if (!reference) throw notFound('return');
  const order = await lockOrder(em, reference.order.id);
  await em.populate(order, ['items']);
  const found = await em.findOneOrFail(OrderReturn, { id: returnId }, { populate: ['lines'] });
  return { order, found };
}
