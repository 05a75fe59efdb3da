import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderStatus } from '../domain/order-status';
import type { PaymentState } from '../domain/payment-state';

/** How a list of orders can be sorted: by which column and which way. The id decides among equals. */
export const ORDER_SORTS = {
  newest: { column: 'o.created_at', direction: 'desc' },
  oldest: { column: 'o.created_at', direction: 'asc' },
  highest: { column: 'o.total_minor', direction: 'desc' },
  lowest: { column: 'o.total_minor', direction: 'asc' },
} as const;
export type OrderSort = keyof typeof ORDER_SORTS;

export interface OrderFilter {
  readonly customerId?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly paymentState?: PaymentState | undefined;
  readonly number?: string | undefined;
  /** From then on. */
  readonly createdFrom?: string | undefined;
  /** Before then. */
  readonly createdTo?: string | undefined;
  readonly minTotal?: number | undefined;
  readonly maxTotal?: number | undefined;
  /** With a line of that product, of that variant. */
  readonly productId?: string | undefined;
  readonly variantId?: string | undefined;
  readonly needsAttention?: boolean | undefined;
  readonly sort: OrderSort;
  /** The sort key and the id of the last order of the page before. */
  readonly after: readonly [key: string | number, id: string] | undefined;
  readonly limit: number;
}

const COLUMNS = {
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
  attention: 'o.attention',
};

type Condition = readonly [sql: string, value: string | number | undefined];

/** The one statement that lists orders; there is an index for each way to ask, see the test of its plans. */
export function ordersQuery(em: EntityManager, filter: OrderFilter) {
  const knex = em.getKnex();
  const { column, direction } = ORDER_SORTS[filter.sort];
  const query = knex
    .select(COLUMNS)
    .select({ itemCount: knex.raw('(select sum(quantity) from order_items i where i.order_id = o.id)') })
    .from('orders as o')
    .orderBy([
      { column, order: direction },
      { column: 'o.id', order: direction },
    ])
    .limit(filter.limit);
  const withLine = (name: string) =>
    `exists (select 1 from order_items i where i.order_id = o.id and i.${name} = ?)`;
  const conditions: readonly Condition[] = [
    ['o.customer_id = ?', filter.customerId],
    ['o.status = ?', filter.status],
    ['o.payment_state = ?', filter.paymentState],
    ['o.number = ?', filter.number],
    ['o.created_at >= ?', filter.createdFrom],
    ['o.created_at < ?', filter.createdTo],
    ['o.total_minor >= ?', filter.minTotal],
    ['o.total_minor <= ?', filter.maxTotal],
    [withLine('product_id'), filter.productId],
    [withLine('variant_id'), filter.variantId],
  ];
  for (const [sql, value] of conditions) if (value !== undefined) void query.whereRaw(sql, [value]);
  if (filter.needsAttention !== undefined)
    void query.whereRaw(`o.attention is ${filter.needsAttention ? 'not null' : 'null'}`);
  const beyond = direction === 'desc' ? '<' : '>';
  if (filter.after) void query.whereRaw(`(${column}, o.id) ${beyond} (?, ?)`, [...filter.after]);
  return query;
}
