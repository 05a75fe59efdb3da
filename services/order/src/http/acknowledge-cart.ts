import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { acknowledgeChanges } from '../use-cases/acknowledge-changes';
import { cartOwnerOf } from './cart-owner-of';
import { AcknowledgedChange, cartHeaders, CartView } from './cart.schema';
import { presentCart } from './present-cart';
import { route } from './route';

const MAX_CHANGES = 100;

export const acknowledgeCartRoute = route({
  method: 'post',
  path: '/cart/acknowledge',
  operationId: 'acknowledgeCart',
  summary:
    'Accept changes as the cart announced them: prices are taken note of, quantities become what is left, what cannot ' +
    'be had leaves. One that is different by now is announced again.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  body: StrictObject({
    changes: Type.Array(AcknowledgedChange, {
      maxItems: MAX_CHANGES,
      description: 'The changes that were seen.',
    }),
  }),
  responses: { 200: CartView },
  problems: [404],
  async handler({ body, principal, header, deps }) {
    const owner = cartOwnerOf(principal, header);
    if (owner) await acknowledgeChanges(deps, owner, body.changes);
    return ok(await presentCart(deps, owner));
  },
});
