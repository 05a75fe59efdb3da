import { noContent } from '@sidecart/platform';
import { CartItem } from '../domain/cart';
import { route } from './route';
import { CartItemPath } from './set-cart-item';

export const removeCartItemRoute = route({
  method: 'delete',
  path: '/cart/items/{productId}',
  operationId: 'removeCartItem',
  summary: 'Take a product out of the cart. It need not be in it.',
  tag: 'Cart',
  access: 'customer',
  params: CartItemPath,
  responses: { 204: null },
  async handler({ params, principal, deps }) {
    await deps.em.nativeDelete(CartItem, { customerId: principal.id, productId: params.productId });
    return noContent();
  },
});
