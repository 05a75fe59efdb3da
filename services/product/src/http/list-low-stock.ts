import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, PageQuery, pageReply, toPage } from '@sidecart/platform';
import type { StockLevel } from '../use-cases/stock-level';
import { LowStockPage } from './inventory.schema';
import { route } from './route';

type Row = StockLevel & { readonly name: string };

export const listLowStockRoute = route({
  method: 'get',
  path: '/catalogue/low-stock',
  operationId: 'listLowStock',
  summary: 'Read which variants that are sold run low or have run out.',
  tag: 'Inventory',
  access: 'staff',
  query: StrictObject(PageQuery),
  responses: { 200: LowStockPage },
  async handler({ query, deps }) {
    const after = decodeCursor(query.cursor, isIdPosition);
    const rows: Row[] = await deps.em.execute(
      `select v.product_id as "productId", v.id as "variantId", v.sku, p.name, v.options, i.on_hand as "onHand",
              i.reserved, i.available, i.low_stock_threshold as "lowStockThreshold"
         from inventory i
         join product_variants v on v.id = i.variant_id and v.status = 'active'
         join products p on p.id = v.product_id and p.status = 'active'
        where i.available <= i.low_stock_threshold ${after ? 'and i.variant_id > ?' : ''}
        order by i.variant_id limit ?`,
      [...(after ?? []), query.limit + 1],
    );
    return pageReply(
      toPage(rows, query.limit, (row) => [row.variantId]),
      '/catalogue/low-stock',
      query,
    );
  },
});
