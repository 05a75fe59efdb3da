import { StrictObject, Uuid } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { setCartItem, type NameField } from '../use-cases/set-cart-item';
import { cartOwnerOf, tokenHeader } from './cart-owner-of';
import { cartHeaders, CartView } from './cart.schema';
import { Quantity } from './order.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const CartItemPath = Type.Object({ variantId: Uuid });

const nameOf: NameField = (field) =>
  field === 'quantity' ? { in: 'body', pointer: '#/quantity' } : { in: 'path', pointer: 'variantId' };

export const setCartItemRoute = route({
  method: 'put',
  path: '/cart/items/{variantId}',
  operationId: 'setCartItem',
  summary: 'Set how many of a variant are in the cart. A guest without a cart gets one and its Cart-Token.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  params: CartItemPath,
  body: StrictObject({
    quantity: Quantity,
    productId: Type.Optional(
      Type.String({
        format: 'uuid',
        description:
          'Of which product; may be absent for what is in the cart, and for a product’s only variant.',
      }),
    ),
  }),
  responses: { 200: CartView },
  problems: [404, 422],
  async handler({ params, body, principal, header, deps }) {
    const before = cartOwnerOf(principal, header);
    const owner = await setCartItem(deps, before, { ...params, ...body }, 'set', nameOf);
    return ok(await presentCart(deps, owner), tokenHeader(before, owner));
  },
});
