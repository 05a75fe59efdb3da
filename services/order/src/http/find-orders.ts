import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderStatus } from '../domain/order-status';
import type { OrderSummary } from './order.schema';

export interface OrderFilter {
  readonly customerId: string | undefined;
  readonly status: OrderStatus | undefined;
  /** The creation time and id of the last order of the page before. */
  readonly after: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
}

/** Lists orders, newest first, in one statement and without loading entities. */
export async function findOrders(em: EntityManager, filter: OrderFilter): Promise<OrderSummary[]> {
  const query = em
    .getKnex()
    .select({
      id: 'o.id',
      number: 'o.number',
      status: 'o.status',
      paymentState: 'o.payment_state',
      currency: 'o.currency',
      totalMinor: 'o.total_minor',
      refundedMinor: 'o.refunded_minor',
      customerId: 'o.customer_id',
      createdAt: 'o.created_at',
      updatedAt: 'o.updated_at',
    })
    .select({
      itemCount: em.getKnex().raw('(select sum(quantity) from order_items i where i.order_id = o.id)'),
    })
    .from('orders as o')
    .orderBy([
      { column: 'o.created_at', order: 'desc' },
      { column: 'o.id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.customerId) void query.where('o.customer_id', filter.customerId);
  if (filter.status) void query.where('o.status', filter.status);
  if (filter.after) void query.whereRaw('(o.created_at, o.id) < (?, ?)', [...filter.after]);
  const rows: Row[] = await em.execute(query);
  return rows.map((row) => ({
    ...row,
    totalMinor: Number(row.totalMinor),
    refundedMinor: Number(row.refundedMinor),
    itemCount: Number(row.itemCount),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }));
}

/** As the driver gives it: sums, 64-bit integers and timestamps as text. */
type Row = Omit<OrderSummary, 'totalMinor' | 'refundedMinor' | 'itemCount' | 'createdAt' | 'updatedAt'> & {
  totalMinor: string;
  refundedMinor: string;
  itemCount: string;
  createdAt: string;
  updatedAt: string;
};
