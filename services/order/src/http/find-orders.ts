import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderSummary } from './order.schema';
import { ordersQuery, type OrderFilter } from './orders-query';

/** Lists orders in one statement and without loading entities. What needs attention is for staff to see. */
export async function findOrders(
  em: EntityManager,
  filter: OrderFilter,
  forStaff: boolean,
): Promise<OrderSummary[]> {
  const rows: Row[] = await em.execute(ordersQuery(em, filter));
  return rows.map(({ attention, ...row }) => ({
    ...row,
    totalMinor: Number(row.totalMinor),
    refundedMinor: Number(row.refundedMinor),
    itemCount: Number(row.itemCount),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    ...(forStaff ? { attention } : {}),
  }));
}

/** As the driver gives it: sums, 64-bit integers and timestamps as text. */
type Row = Omit<
  OrderSummary,
  'totalMinor' | 'refundedMinor' | 'itemCount' | 'createdAt' | 'updatedAt' | 'attention'
> & {
  totalMinor: string;
  refundedMinor: string;
  itemCount: string;
  createdAt: string;
  updatedAt: string;
  attention: NonNullable<OrderSummary['attention']> | null;
};
