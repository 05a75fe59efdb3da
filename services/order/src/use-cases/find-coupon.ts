import type { EntityManager } from '@mikro-orm/postgresql';
import { Coupon, normaliseCode } from '../domain/coupon';
import { CouponRedemption } from '../domain/coupon-redemption';

export interface FoundCoupon {
  readonly coupon: Coupon;
  /** How often that customer has redeemed it and not got it back; 0 for a guest. */
  readonly usesByCustomer: number;
}

/** Looks up a coupon by its code. Whether it may be used is another question: `refusalFor`. */
export async function findCoupon(
  em: EntityManager,
  code: string,
  customerId: string | undefined,
): Promise<FoundCoupon | undefined> {
  const coupon = await em.findOne(Coupon, { code: normaliseCode(code) });
  if (!coupon) return undefined;
  const counted = customerId !== undefined && coupon.maxPerCustomer !== null;
  const usesByCustomer = counted
    ? await em.count(CouponRedemption, { couponId: coupon.id, customerId, givenBackAt: null })
    : 0;
  return { coupon, usesByCustomer };
}
