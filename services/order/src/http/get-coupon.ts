import { notFound } from '@sidecart/platform';
import { Coupon } from '../domain/coupon';
import { CouponPath, CouponView } from './coupon.schema';
import { couponReply } from './present-coupon';
import { route } from './route';

export const getCouponRoute = route({
  method: 'get',
  path: '/coupons/{couponId}',
  operationId: 'getCoupon',
  summary: 'Read a coupon and how often it was redeemed.',
  tag: 'Coupons',
  access: 'staff',
  params: CouponPath,
  responses: { 200: CouponView },
  problems: [404],
  async handler({ params, deps }) {
    const coupon = await deps.em.findOne(Coupon, { id: params.couponId });
    if (!coupon) throw notFound('coupon');
    return couponReply(coupon);
  },
});
