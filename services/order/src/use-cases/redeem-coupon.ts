import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import type { Coupon } from '../domain/coupon';
import type { NamePlace } from './name-place';
import { couponError } from './refuse-coupon';

export interface Redemption {
  readonly orderId: string;
  readonly customerId: string;
  readonly now: Date;
}

/**
 * Counts a coupon as redeemed by an order. Its row is locked by the count, so its limits hold however many orders are
 * placed at once; the limit per customer is looked at after that, in a statement of its own, which sees what those
 * before it have written.
 *
 * @param em an open transaction
 * @throws DomainError refused when others were faster, conflict when its terms were changed meanwhile
 */
export async function redeemCoupon(
  em: EntityManager,
  coupon: Coupon,
  { orderId, customerId, now }: Redemption,
  nameOf: NamePlace,
): Promise<void> {
  const [counted]: { exhausted: boolean }[] = await em.execute(
    `update coupons set redeemed = redeemed + 1 where id = ? and version = ?
     returning max_redemptions is not null and redeemed > max_redemptions as exhausted`,
    [coupon.id, coupon.version],
  );
  if (!counted) throw new DomainError('conflict', 'coupon-changed', 'The coupon was changed meanwhile.');
  if (counted.exhausted) throw couponError('coupon-exhausted', nameOf);
  const redeemed: unknown[] = await em.execute(
    `insert into coupon_redemptions (order_id, coupon_id, customer_id, redeemed_at)
     select ?, c.id, ?, ? from coupons c where c.id = ? and (c.max_per_customer is null or c.max_per_customer >
       (select count(*) from coupon_redemptions r
         where r.coupon_id = c.id and r.customer_id = ? and r.given_back_at is null))
     returning order_id`,
    [orderId, customerId, now, coupon.id, customerId],
  );
  if (redeemed.length === 0) throw couponError('coupon-already-used', nameOf);
}
