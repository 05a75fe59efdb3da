import type { EntityManager } from '@mikro-orm/postgresql';
import type { PaymentStatus } from '../domain/payment-status';
import type { PaymentSummary } from './payment.schema';
import { presentNextAction } from './present-next-action';

export interface PaymentFilter {
  readonly customerId: string | undefined;
  readonly orderId: string | undefined;
  readonly status: PaymentStatus | undefined;
  /** Who looks at them: what a customer has to do is told to that customer only. */
  readonly viewerId: string;
  /** The creation time and id of the last payment of the page before. */
  readonly after: readonly [createdAt: string, id: string] | undefined;
  readonly limit: number;
}

const COLUMNS = {
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
  actionUrl: 'action_url',
  actionExpiresAt: 'action_expires_at',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
};

/** Lists payments, newest first, in one statement and without loading entities. */
export async function findPayments(em: EntityManager, filter: PaymentFilter): Promise<PaymentSummary[]> {
  const query = em
    .getKnex()
    .select(COLUMNS)
    .from('payments')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.customerId) void query.where('customer_id', filter.customerId);
  if (filter.orderId) void query.where('order_id', filter.orderId);
  if (filter.status) void query.where('status', filter.status);
  if (filter.after) void query.whereRaw('(created_at, id) < (?, ?)', [...filter.after]);
  const rows: Row[] = await em.execute(query);
  return rows.map(({ actionUrl, actionExpiresAt, ...row }) => ({
    ...row,
    amountMinor: Number(row.amountMinor),
    capturedMinor: Number(row.capturedMinor),
    refundedMinor: Number(row.refundedMinor),
    nextAction: presentNextAction(
      {
        actionUrl,
        actionExpiresAt: actionExpiresAt === null ? null : new Date(actionExpiresAt),
        customerId: row.customerId,
      },
      filter.viewerId,
    ),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  }));
}

/** As the driver gives it: 64-bit integers and timestamps as text. */
type Row = Omit<
  PaymentSummary,
  'amountMinor' | 'capturedMinor' | 'refundedMinor' | 'nextAction' | 'createdAt' | 'updatedAt'
> & {
  amountMinor: string;
  capturedMinor: string;
  refundedMinor: string;
  actionUrl: string | null;
  actionExpiresAt: string | null;
  createdAt: string;
  updatedAt: string;
};
