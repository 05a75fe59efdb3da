import { Uuid, StringEnum, VariantOptions } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { MISSING_REASONS, reorder } from '../use-cases/reorder';
import { CartView } from './cart.schema';
import { OrderPath } from './get-order';
import { presentCart } from './present-cart';
import { route } from './route';

const MissingView = Type.Object({
  productId: Uuid,
  variantId: Uuid,
  sku: Type.String({ description: 'The article number.', examples: ['LAMP-001'] }),
  name: Type.String({ description: 'The name when it was ordered.', examples: ['Desk lamp'] }),
  options: VariantOptions,
  wanted: Type.Integer({ description: 'How many pieces were ordered.', examples: [2] }),
  quantity: Type.Integer({ description: 'How many of them can be bought again.', examples: [1] }),
  reason: StringEnum(MISSING_REASONS, { description: 'What is in the way of the rest.' }),
});

export const reorderRoute = route({
  method: 'post',
  path: '/orders/{orderId}/reorder',
  operationId: 'reorder',
  summary:
    'Put what you ordered once into your cart again, as far as it can be bought; repeating it adds nothing.',
  tag: 'Orders',
  access: 'customer',
  params: OrderPath,
  responses: {
    200: Type.Object({
      cart: CartView,
      missing: Type.Array(MissingView, { description: 'What cannot be bought, or not as much of it.' }),
    }),
  },
  problems: [404],
  async handler({ params, principal, deps }) {
    const missing = await reorder(deps, params.orderId, principal.id);
    return ok({
      cart: await presentCart(deps, { customerId: principal.id }),
      missing: missing.map(({ item, quantity, reason }) => ({
        productId: item.productId,
        variantId: item.variantId,
        sku: item.sku,
        name: item.name,
        options: item.options,
        wanted: item.quantity,
        quantity,
        reason,
      })),
    });
  },
});
