import { created, once } from '@sidecart/platform';
import { adjustStock } from '../use-cases/adjust-stock';
import { AdjustStockBody, StockLevelView } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

export const adjustStockRoute = route({
  method: 'post',
  path: '/products/{productId}/inventory/adjustments',
  operationId: 'adjustStock',
  summary: 'Correct how much of a variant there is.',
  tag: 'Inventory',
  access: 'staff',
  idempotencyKey: 'required',
  params: ProductPath,
  body: AdjustStockBody,
  responses: { 201: StockLevelView },
  problems: [404, 422],
  handler({ params, body, principal, idempotency, deps }) {
    const { productId } = params;
    const { variantId = productId } = body;
    return once(deps.em, idempotency, async (em) =>
      created(
        `/api/products/${productId}/inventory`,
        await adjustStock(em, { ...body, productId, variantId, actorId: principal.id }),
      ),
    );
  },
});
