import { created, once, versionTag } from '@sidecart/platform';
import { createCoupon, refuseTakenCode } from '../use-cases/create-coupon';
import { CouponView, CreateCouponBody } from './coupon.schema';
import { presentCoupon } from './present-coupon';
import { route } from './route';

export const createCouponRoute = route({
  method: 'post',
  path: '/coupons',
  operationId: 'createCoupon',
  summary: 'Make a coupon.',
  tag: 'Coupons',
  access: 'staff',
  idempotencyKey: 'optional',
  body: CreateCouponBody,
  responses: { 201: CouponView },
  problems: [409, 422],
  handler: ({ body, idempotency, deps }) =>
    refuseTakenCode(
      once(deps.em, idempotency, async (em) => {
        const coupon = await createCoupon(em, body, deps.now());
        const headers = { etag: versionTag(coupon.version) };
        return created(`/api/coupons/${coupon.id}`, presentCoupon(coupon), headers);
      }),
    ),
});
