import { ok } from '@sidecart/platform';
import { setThreshold } from '../use-cases/set-threshold';
import { StockLevelView, ThresholdBody } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

export const setThresholdRoute = route({
  method: 'put',
  path: '/products/{productId}/inventory/threshold',
  operationId: 'setLowStockThreshold',
  summary: 'Say when a variant runs low.',
  tag: 'Inventory',
  access: 'staff',
  params: ProductPath,
  body: ThresholdBody,
  responses: { 200: StockLevelView },
  problems: [404],
  async handler({ params: { productId }, body, deps }) {
    const { variantId = productId, lowStockThreshold } = body;
    return ok(await deps.em.transactional((em) => setThreshold(em, productId, variantId, lowStockThreshold)));
  },
});
