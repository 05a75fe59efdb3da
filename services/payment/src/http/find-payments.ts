import type { EntityManager } from '@mikro-orm/postgresql';
import type { PaymentSummary } from './payment.schema';

export interface PaymentFilter {
  readonly customerId: string | undefined;
  readonly orderId: string | undefined;
  /** The creation time and id of the last payment of the page before. */
  readonly after: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
}

/** Lists payments, newest first, in one statement and without loading entities. */
export async function findPayments(em: EntityManager, filter: PaymentFilter): Promise<PaymentSummary[]> {
  const query = em
    .getKnex()
    .select({
      id: 'id',
      orderId: 'order_id',
      customerId: 'customer_id',
      methodId: 'method_id',
      status: 'status',
      currency: 'currency',
      amountMinor: 'amount_minor',
      capturedMinor: 'captured_minor',
      refundedMinor: 'refunded_minor',
      failureReason: 'failure_reason',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    })
    .from('payments')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.customerId) void query.where('customer_id', filter.customerId);
  if (filter.orderId) void query.where('order_id', filter.orderId);
  if (filter.after) void query.whereRaw('(created_at, id) < (?, ?)', [...filter.after]);
  const rows: Row[] = await em.execute(query);
  return rows.map((row) => ({
    ...row,
    amountMinor: Number(row.amountMinor),
    capturedMinor: Number(row.capturedMinor),
    refundedMinor: Number(row.refundedMinor),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }));
}

/** As the driver gives it: 64-bit integers and timestamps as text. */
type Row = Omit<
  PaymentSummary,
  'amountMinor' | 'capturedMinor' | 'refundedMinor' | 'createdAt' | 'updatedAt'
> & {
  amountMinor: string;
  capturedMinor: string;
  refundedMinor: string;
  createdAt: string;
  updatedAt: string;
};
