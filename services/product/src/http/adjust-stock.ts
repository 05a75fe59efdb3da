import { created, once } from '@sidecart/platform';
import { adjustStock } from '../use-cases/adjust-stock';
import { AdjustStockBody, InventoryView } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

export const adjustStockRoute = route({
  method: 'post',
  path: '/products/{productId}/inventory/adjustments',
  operationId: 'adjustStock',
  summary: 'Correct how much of a product there is.',
  tag: 'Inventory',
  access: 'staff',
  idempotencyKey: 'required',
  params: ProductPath,
  body: AdjustStockBody,
  responses: { 201: InventoryView },
  problems: [404, 422],
  handler({ params, body, principal, idempotency, deps }) {
    const { productId } = params;
    return once(deps.em, idempotency, async (em) =>
      created(
        `/api/products/${productId}/inventory`,
        await adjustStock(em, { productId, ...body, actorId: principal.id }),
      ),
    );
  },
});
