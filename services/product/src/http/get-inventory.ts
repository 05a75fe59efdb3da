import { notFound, ok } from '@sidecart/platform';
import { findStockLevels } from './find-stock-levels';
import { InventoryView } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

export const getInventoryRoute = route({
  method: 'get',
  path: '/products/{productId}/inventory',
  operationId: 'getInventory',
  summary: 'Read how much of a product and of each of its variants there is.',
  tag: 'Inventory',
  access: 'staff',
  params: ProductPath,
  responses: { 200: InventoryView },
  problems: [404],
  async handler({ params: { productId }, deps }) {
    const variants = await findStockLevels(deps.em, productId);
    if (variants.length === 0) throw notFound('product');
    const sum = (key: 'onHand' | 'reserved' | 'available') =>
      variants.reduce((total, variant) => total + variant[key], 0);
    return ok({
      productId,
      onHand: sum('onHand'),
      reserved: sum('reserved'),
      available: sum('available'),
      variants,
    });
  },
});
