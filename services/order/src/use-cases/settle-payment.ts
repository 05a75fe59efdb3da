import type { EntityManager } from '@mikro-orm/postgresql';
import { lockOrder } from './lock-order';
import { announceConfirmed } from './order-events';

/**
 * Notes that an order was paid, and confirms it if it waits for that. A late payment of a cancelled order is only
 * noted: the payment service gives it back.
 */
export async function settlePayment(em: EntityManager, orderId: string, now: Date): Promise<void> {
  const order = await lockOrder(em, orderId);
  const wasPending = order.status === 'pending';
  order.settlePayment(now);
  if (!wasPending) return;
  await em.populate(order, ['items']);
  announceConfirmed(em, order);
}
