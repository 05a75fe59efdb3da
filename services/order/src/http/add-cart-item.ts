import { StrictObject, Uuid } from '@sidecart/contracts';
import { created } from '@sidecart/platform';
import { setCartItem, type NameField } from '../use-cases/set-cart-item';
import { cartOwnerOf, tokenHeader } from './cart-owner-of';
import { cartHeaders, CartView } from './cart.schema';
import { Quantity, VariantId } from './order.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const addCartItemRoute = route({
  method: 'post',
  path: '/cart/items',
  operationId: 'addCartItem',
  summary:
    'Put a variant into the cart; what is there already grows. A guest without a cart gets one and its Cart-Token. ' +
    'To repeat safely, use PUT.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  body: StrictObject({ productId: Uuid, variantId: VariantId, quantity: Quantity }),
  responses: { 201: CartView },
  problems: [404, 422],
  async handler({ body, principal, header, deps }) {
    const before = cartOwnerOf(principal, header);
    const variant = body.variantId === undefined ? '#/productId' : '#/variantId';
    const nameOf: NameField = (field) => ({
      in: 'body',
      pointer: field === 'variant' ? variant : `#/${field}`,
    });
    const owner = await setCartItem(deps, before, body, 'add', nameOf);
    return created('/api/cart', await presentCart(deps, owner), tokenHeader(before, owner));
  },
});
