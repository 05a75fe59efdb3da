import type { EntityManager } from '@mikro-orm/postgresql';
import type { Order } from '../domain/order';

/**
 * Gives back what cancelled orders have redeemed, so that others may. Doing it again changes nothing.
 *
 * @param em an open transaction that has the orders locked
 */
export async function giveBackCoupons(em: EntityManager, orders: readonly Order[], now: Date): Promise<void> {
  const orderIds = orders.filter((order) => order.couponCode !== null).map((order) => order.id);
  if (orderIds.length === 0) return;
  await em.execute(
    `with gone as (
       update coupon_redemptions set given_back_at = ? where order_id in (?) and given_back_at is null returning coupon_id)
     update coupons c set redeemed = c.redeemed - g.count
       from (select coupon_id, count(*) as count from gone group by coupon_id) g where c.id = g.coupon_id`,
    [now, orderIds],
  );
}
