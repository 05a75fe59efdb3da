import { ok, versionTag, type Reply } from '@sidecart/platform';
import type { Coupon } from '../domain/coupon';
import type { CouponView } from './coupon.schema';

export const presentCoupon = (coupon: Coupon): CouponView => ({
  id: coupon.id,
  code: coupon.code,
  percentBps: coupon.percentBps,
  amountMinor: coupon.amountMinor,
  currency: coupon.currency,
  minimumSubtotalMinor: coupon.minimumSubtotalMinor,
  startsAt: coupon.startsAt?.toISOString() ?? null,
  endsAt: coupon.endsAt?.toISOString() ?? null,
  maxRedemptions: coupon.maxRedemptions,
  maxPerCustomer: coupon.maxPerCustomer,
  productIds: coupon.productIds,
  active: coupon.active,
  redeemed: coupon.redeemed,
  createdAt: coupon.createdAt.toISOString(),
  updatedAt: coupon.updatedAt.toISOString(),
});

export const couponReply = (coupon: Coupon): Reply =>
  ok(presentCoupon(coupon), { etag: versionTag(coupon.version) });
