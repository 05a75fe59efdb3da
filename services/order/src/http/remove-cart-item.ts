import { noContent } from '@sidecart/platform';
import { removeCartItem } from '../use-cases/change-cart';
import { cartOwnerOf } from './cart-owner-of';
import { cartHeaders } from './cart.schema';
import { route } from './route';
import { CartItemPath } from './set-cart-item';

export const removeCartItemRoute = route({
  method: 'delete',
  path: '/cart/items/{variantId}',
  operationId: 'removeCartItem',
  summary: 'Take a variant out of the cart. It need not be in it.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  params: CartItemPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, header, deps }) {
    const owner = cartOwnerOf(principal, header);
    if (owner) await removeCartItem(deps, owner, params.variantId);
    return noContent();
  },
});
