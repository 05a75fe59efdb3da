import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { DomainError, notFound, requireVersion } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { Coupon } from '../domain/coupon';
import { CouponRedemption } from '../domain/coupon-redemption';
import type { CouponTerms } from '../domain/coupon-terms';

/**
 * @param ifMatch the version that was read
 * @throws DomainError not-found, precondition-failed when somebody changed it meanwhile, malformed or refused when the
 *   terms make no sense
 */
export async function editCoupon(
  deps: OrderDeps,
  id: string,
  terms: CouponTerms,
  ifMatch: string | undefined,
): Promise<Coupon> {
  return deps.em.transactional(async (em) => {
    const coupon = await lock(em, id, ifMatch);
    coupon.setTerms(terms, deps.now());
    return coupon;
  });
}

/** @throws DomainError not-found, precondition-failed, or conflict when orders have redeemed it */
export async function deleteCoupon(deps: OrderDeps, id: string, ifMatch: string | undefined): Promise<void> {
  await deps.em.transactional(async (em) => {
    const coupon = await lock(em, id, ifMatch);
    if ((await em.count(CouponRedemption, { couponId: id })) > 0) {
      throw new DomainError('conflict', 'coupon-redeemed', 'Orders have redeemed it. Unset active instead.');
    }
    em.remove(coupon);
  });
}

/** Redemptions wait for the lock, so that nobody redeems what is being changed. */
async function lock(em: EntityManager, id: string, ifMatch: string | undefined): Promise<Coupon> {
  const coupon = await em.findOne(Coupon, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!coupon) throw notFound('coupon');
  requireVersion(ifMatch, coupon.version);
  return coupon;
}
