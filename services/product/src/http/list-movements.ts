import { decodeCursor, notFound, pageReply, toPage } from '@sidecart/platform';
import type { MovementKind } from '../domain/stock-movement';
import { MovementPage, MovementQuery } from './inventory.schema';
import { ProductPath } from './product.schema';
import { route } from './route';

interface Row {
  readonly id: string;
  readonly kind: MovementKind;
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly orderId: string | null;
  readonly returnId: string | null;
  readonly reason: string | null;
  readonly actorId: string | null;
  readonly at: string;
}

const isEntry = (key: readonly unknown[]): key is readonly [id: string] =>
  key.length === 1 && typeof key[0] === 'string' && /^[1-9]\d{0,17}$/.test(key[0]);

export const listMovementsRoute = route({
  method: 'get',
  path: '/products/{productId}/inventory/movements',
  operationId: 'listStockMovements',
  summary: 'Read the stock ledger of a variant, the newest entry first.',
  tag: 'Inventory',
  access: 'staff',
  params: ProductPath,
  query: MovementQuery,
  responses: { 200: MovementPage },
  problems: [404],
  async handler({ params: { productId }, query, deps }) {
    const { variantId = productId, limit } = query;
    const after = decodeCursor(query.cursor, isEntry);
    const rows: Row[] = await deps.em.execute(
      `select m.id, m.kind, m.on_hand_delta as "onHandDelta", m.reserved_delta as "reservedDelta",
              m.reservation_id as "orderId", m.return_id as "returnId", m.reason, m.actor_id as "actorId", m.at
         from stock_movements m join product_variants v on v.id = m.variant_id
        where m.variant_id = ? and v.product_id = ? ${after ? 'and m.id < ?' : ''}
        order by m.id desc limit ?`,
      [variantId, productId, ...(after ?? []), limit + 1],
    );
    if (rows.length === 0) {
      const found: unknown[] = await deps.em.execute(
        'select 1 from product_variants where id = ? and product_id = ?',
        [variantId, productId],
      );
      if (found.length === 0) throw notFound('variant');
    }
    const page = toPage(rows, limit, (row) => [row.id]);
    const items = page.items.map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
    return pageReply({ ...page, items }, `/products/${productId}/inventory/movements`, query);
  },
});
