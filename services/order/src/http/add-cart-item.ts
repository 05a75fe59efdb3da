import { StrictObject, Uuid } from '@sidecart/contracts';
import { created } from '@sidecart/platform';
import { setCartItem } from '../use-cases/set-cart-item';
import { CartView, Quantity } from './order.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const addCartItemRoute = route({
  method: 'post',
  path: '/cart/items',
  operationId: 'addCartItem',
  summary: 'Put a product into the cart; what is there already grows. To repeat safely, use PUT.',
  tag: 'Cart',
  access: 'customer',
  body: StrictObject({ productId: Uuid, quantity: Quantity }),
  responses: { 201: CartView },
  problems: [422],
  async handler({ body, principal, deps }) {
    await setCartItem(deps, { ...body, customerId: principal.id }, 'add');
    return created('/api/cart', await presentCart(deps.em.fork(), deps.catalogue, principal.id));
  },
});
