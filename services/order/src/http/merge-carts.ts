import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { mergeCarts } from '../use-cases/merge-carts';
import { CartToken, CartView } from './cart.schema';
import { presentCart } from './present-cart';
import { route } from './route';

export const mergeCartsRoute = route({
  method: 'post',
  path: '/cart/merge',
  operationId: 'mergeCarts',
  summary:
    'After signing in, move a guest’s cart into your own; the guest’s is gone then. A token of no cart, or of one that ' +
    'was merged, adds nothing, so this can be repeated.',
  tag: 'Cart',
  access: 'customer',
  body: StrictObject({ cartToken: CartToken }),
  responses: { 200: CartView },
  async handler({ body, principal, deps }) {
    await mergeCarts(deps, principal.id, body.cartToken);
    return ok(await presentCart(deps, { customerId: principal.id }));
  },
});
