import { noContent } from '@sidecart/platform';
import { removeCartCoupon } from '../use-cases/change-cart';
import { cartOwnerOf } from './cart-owner-of';
import { cartHeaders } from './cart.schema';
import { route } from './route';

export const removeCartCouponRoute = route({
  method: 'delete',
  path: '/cart/coupon',
  operationId: 'removeCartCoupon',
  summary: 'Take the coupon off the cart. There need not be one.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  responses: { 204: null },
  problems: [404],
  async handler({ principal, header, deps }) {
    const owner = cartOwnerOf(principal, header);
    if (owner) await removeCartCoupon(deps, owner);
    return noContent();
  },
});
