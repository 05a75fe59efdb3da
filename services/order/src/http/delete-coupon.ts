import { noContent } from '@sidecart/platform';
import { deleteCoupon } from '../use-cases/edit-coupon';
import { CouponPath } from './coupon.schema';
import { route } from './route';

export const deleteCouponRoute = route({
  method: 'delete',
  path: '/coupons/{couponId}',
  operationId: 'deleteCoupon',
  summary: 'Delete a coupon that no order ever redeemed; of others, unset `active`.',
  tag: 'Coupons',
  access: 'staff',
  ifMatch: 'optional',
  params: CouponPath,
  responses: { 204: null },
  problems: [404, 409],
  async handler({ params, ifMatch, deps }) {
    await deleteCoupon(deps, params.couponId, ifMatch);
    return noContent();
  },
});
