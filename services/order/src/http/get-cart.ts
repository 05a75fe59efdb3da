import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { cartOwnerOf } from './cart-owner-of';
import { cartHeaders, CartView } from './cart.schema';
import { presentCart } from './present-cart';
import { route } from './route';
import { Country } from './shipping-method.schema';

export const getCartRoute = route({
  method: 'get',
  path: '/cart',
  operationId: 'getCart',
  summary:
    'Read your cart with the prices and stock of this moment and, for a destination, what an order would cost.',
  tag: 'Cart',
  access: 'optional',
  requestHeaders: cartHeaders,
  query: StrictObject({
    country: Type.Optional(Type.String({ ...Country, description: 'Estimate an order that goes there.' })),
    region: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: 'The region of the country, where the tax depends on it.',
        examples: ['CA'],
      }),
    ),
    shippingMethodId: Type.Optional(
      Type.String({
        format: 'uuid',
        description: 'How it would be shipped. Without it, the cheapest way.',
      }),
    ),
  }),
  responses: { 200: CartView },
  problems: [404, 422],
  async handler({ query: { country, region, shippingMethodId }, principal, header, deps }) {
    const target = country === undefined ? undefined : { destination: { country, region }, shippingMethodId };
    return ok(await presentCart(deps, cartOwnerOf(principal, header), target));
  },
});
