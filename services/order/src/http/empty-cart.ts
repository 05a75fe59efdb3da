import { noContent } from '@sidecart/platform';
import { emptyCart } from '../use-cases/change-cart';
import { cartOwnerOf } from './cart-owner-of';
import { cartHeaders } from './cart.schema';
import { route } from './route';

export const emptyCartRoute = route({
  method: 'delete',
  path: '/cart',
  operationId: 'emptyCart',
  summary: 'Empty the cart; its coupon goes too.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  responses: { 204: null },
  problems: [404],
  async handler({ principal, header, deps }) {
    const owner = cartOwnerOf(principal, header);
    if (owner) await emptyCart(deps, owner);
    return noContent();
  },
});
