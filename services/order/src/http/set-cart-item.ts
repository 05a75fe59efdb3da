import { StrictObject, Uuid } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { setCartItem } from '../use-cases/set-cart-item';
import { CartView, Quantity } from './order.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const CartItemPath = Type.Object({ productId: Uuid });

export const setCartItemRoute = route({
  method: 'put',
  path: '/cart/items/{productId}',
  operationId: 'setCartItem',
  summary: 'Set how many of a product are in the cart.',
  tag: 'Cart',
  access: 'customer',
  params: CartItemPath,
  body: StrictObject({ quantity: Quantity }),
  responses: { 200: CartView },
  problems: [422],
  async handler({ params, body, principal, deps }) {
    await setCartItem(deps, { ...params, ...body, customerId: principal.id }, 'set');
    return ok(await presentCart(deps.em.fork(), deps.catalogue, principal.id));
  },
});
