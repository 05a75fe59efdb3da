import type { EntityManager } from '@mikro-orm/postgresql';
import { giveBackCoupons } from './give-back-coupons';
import { lockOrder } from './lock-order';
import { announceCancelled } from './order-events';

/** Notes that an order will not be paid, and cancels it if it still waited for that. */
export async function failPayment(em: EntityManager, orderId: string, now: Date): Promise<void> {
  const order = await lockOrder(em, orderId);
  const wasPending = order.status === 'pending';
  order.failPayment(now);
  if (!wasPending) return;
  announceCancelled(em, order);
  await giveBackCoupons(em, [order], now);
}
