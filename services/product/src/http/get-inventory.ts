import { notFound, ok } from '@sidecart/platform';
import { Inventory } from '../domain/inventory';
import { InventoryView } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

export const getInventoryRoute = route({
  method: 'get',
  path: '/products/{productId}/inventory',
  operationId: 'getInventory',
  summary: 'Read how much of a product there is.',
  tag: 'Inventory',
  access: 'staff',
  params: ProductPath,
  responses: { 200: InventoryView },
  problems: [404],
  async handler({ params, deps }) {
    const { productId } = params;
    const inventory = await deps.em.findOne(
      Inventory,
      { product: productId },
      { fields: ['onHand', 'reserved'] },
    );
    if (!inventory) throw notFound('product');
    const { onHand, reserved } = inventory;
    return ok({ productId, onHand, reserved, available: onHand - reserved });
  },
});
