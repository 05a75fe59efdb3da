import { created, once } from '@sidecart/platform';
import { receiveStock } from '../use-cases/receive-stock';
import { ReceiveStockBody, StockLevelView } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

export const receiveStockRoute = route({
  method: 'post',
  path: '/products/{productId}/inventory/receipts',
  operationId: 'receiveStock',
  summary: 'Take goods in.',
  tag: 'Inventory',
  access: 'staff',
  idempotencyKey: 'required',
  params: ProductPath,
  body: ReceiveStockBody,
  responses: { 201: StockLevelView },
  problems: [404, 422],
  handler({ params: { productId }, body, principal, idempotency, deps }) {
    const { variantId = productId } = body;
    return once(deps.em, idempotency, async (em) =>
      created(
        `/api/products/${productId}/inventory`,
        await receiveStock(em, { ...body, productId, variantId, actorId: principal.id }),
      ),
    );
  },
});
