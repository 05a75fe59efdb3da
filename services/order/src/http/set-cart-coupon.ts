import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { setCartCoupon } from '../use-cases/set-cart-coupon';
import { cartOwnerOf } from './cart-owner-of';
import { cartHeaders, CartView } from './cart.schema';
import { CouponCode } from './order.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const setCartCouponRoute = route({
  method: 'put',
  path: '/cart/coupon',
  operationId: 'setCartCoupon',
  summary: 'Put a coupon on the cart. It is redeemed when the cart is ordered.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  body: StrictObject({ code: CouponCode }),
  responses: { 200: CartView },
  problems: [404, 422],
  async handler({ body, principal, header, deps }) {
    const owner = await setCartCoupon(deps, cartOwnerOf(principal, header), body.code);
    return ok(await presentCart(deps, owner));
  },
});
