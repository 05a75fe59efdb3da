import { noContent } from '@sidecart/platform';
import { CartItem } from '../domain/cart';
import { route } from './route';

export const emptyCartRoute = route({
  method: 'delete',
  path: '/cart',
  operationId: 'emptyCart',
  summary: 'Empty the cart.',
  tag: 'Cart',
  access: 'customer',
  responses: { 204: null },
  async handler({ principal, deps }) {
    await deps.em.nativeDelete(CartItem, { customerId: principal.id });
    return noContent();
  },
});
