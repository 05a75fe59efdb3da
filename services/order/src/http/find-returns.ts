import type { EntityManager } from '@mikro-orm/postgresql';
import type { ReturnStatus } from '../domain/return-status';
import type { ReturnSummary } from './return.schema';

export interface ReturnFilter {
  readonly customerId: string | undefined;
  readonly status: ReturnStatus | undefined;
  readonly orderId: string | undefined;
  /** The creation time and id of the last return of the page before. */
  readonly after: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
}

/** Lists returns, newest first, in one statement and without loading entities. */
export async function findReturns(em: EntityManager, filter: ReturnFilter): Promise<ReturnSummary[]> {
  const knex = em.getKnex();
  const query = knex
    .select({
      id: 'r.id',
      orderId: 'r.order_id',
      orderNumber: 'o.number',
      customerId: 'r.customer_id',
      status: 'r.status',
      reason: 'r.reason',
      currency: 'r.currency',
      refundMinor: 'r.refund_minor',
      createdAt: 'r.created_at',
      updatedAt: 'r.updated_at',
      itemCount: knex.raw('(select sum(quantity) from order_return_lines l where l.return_id = r.id)'),
    })
    .from('order_returns as r')
    .join('orders as o', 'o.id', 'r.order_id')
    .orderBy([
      { column: 'r.created_at', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.customerId) void query.where('r.customer_id', filter.customerId);
  if (filter.status) void query.where('r.status', filter.status);
  if (filter.orderId) void query.where('r.order_id', filter.orderId);
  if (filter.after) void query.whereRaw('(r.created_at, r.id) < (?, ?)', [...filter.after]);
  const rows: Row[] = await em.execute(query);
  return rows.map((row) => ({
    ...row,
    refundMinor: row.refundMinor === null ? null : Number(row.refundMinor),
    itemCount: Number(row.itemCount),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }));
}

/** As the driver gives it: sums, 64-bit integers and timestamps as text. */
type Row = Omit<ReturnSummary, 'refundMinor' | 'itemCount' | 'createdAt' | 'updatedAt'> & {
  refundMinor: string | null;
  itemCount: string;
  createdAt: string;
  updatedAt: string;
};
