import type { EntityManager } from '@mikro-orm/postgresql';
import type { RefundStatus } from '../domain/refund';
import type { RefundView } from './payment.schema';

export interface RefundFilter {
  readonly status: RefundStatus | undefined;
  readonly orderId: string | undefined;
  readonly returnId: string | undefined;
  /** The creation time and id of the last refund of the page before. */
  readonly after: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
}

const COLUMNS = {
  id: 'id',
  paymentId: 'payment_id',
  amountMinor: 'amount_minor',
  currency: 'currency',
  status: 'status',
  reason: 'reason',
  returnId: 'return_id',
  failureReason: 'failure_reason',
  createdAt: 'created_at',
  settledAt: 'settled_at',
};

/** Lists refunds, newest first, in one statement and without loading entities. */
export async function findRefunds(em: EntityManager, filter: RefundFilter): Promise<RefundView[]> {
  const knex = em.getKnex();
  const query = knex
    .select(COLUMNS)
    .from('refunds')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.status) void query.where('status', filter.status);
  if (filter.returnId) void query.where('return_id', filter.returnId);
  if (filter.orderId) {
    void query.whereIn('payment_id', knex.select('id').from('payments').where('order_id', filter.orderId));
  }
  if (filter.after) void query.whereRaw('(created_at, id) < (?, ?)', [...filter.after]);
  const rows: Row[] = await em.execute(query);
  return rows.map((row) => ({
    ...row,
    amountMinor: Number(row.amountMinor),
    createdAt: new Date(row.createdAt).toISOString(),
    settledAt: row.settledAt === null ? null : new Date(row.settledAt).toISOString(),
  }));
}

/** As the driver gives it: 64-bit integers and timestamps as text. */
type Row = Omit<RefundView, 'amountMinor'> & { amountMinor: string };
