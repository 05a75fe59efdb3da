import { editCoupon } from '../use-cases/edit-coupon';
import { CouponPath, CouponView, EditCouponBody } from './coupon.schema';
import { couponReply } from './present-coupon';
import { route } from './route';

export const editCouponRoute = route({
  method: 'patch',
  path: '/coupons/{couponId}',
  operationId: 'editCoupon',
  summary: 'Change the terms of a coupon. Orders that were placed keep theirs.',
  tag: 'Coupons',
  access: 'staff',
  ifMatch: 'required',
  params: CouponPath,
  body: EditCouponBody,
  responses: { 200: CouponView },
  problems: [404, 422],
  async handler({ params, body, ifMatch, deps }) {
    return couponReply(await editCoupon(deps, params.couponId, body, ifMatch));
  },
});
