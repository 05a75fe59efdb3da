import { ok } from '@sidecart/platform';
import { CartView } from './order.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const getCartRoute = route({
  method: 'get',
  path: '/cart',
  operationId: 'getCart',
  summary: 'Read your cart with the prices and stock of this moment.',
  tag: 'Cart',
  access: 'customer',
  responses: { 200: CartView },
  async handler({ principal, deps }) {
    return ok(await presentCart(deps.em, deps.catalogue, principal.id));
  },
});
