import type { Books } from './books';
import { inOneDatabase, type Check } from './law';

interface OrderMoney {
  readonly id: string;
  readonly status: string;
  readonly total: string;
  readonly refunded: string;
  readonly currency: string;
}

interface ProviderMoney {
  readonly order_id: string;
  readonly charges: string;
  readonly charged: string;
  readonly refunded: string;
  readonly currency: string;
}

/** What the provider's own books say of each order, whatever our payment believes. */
const PROVIDER_BOOKS = `
  select p.order_id, count(c.reference) as charges, coalesce(sum(c.amount_minor), 0) as charged,
         coalesce(sum(c.refunded_minor), 0) as refunded, min(p.currency) as currency
  from payments p
  left join sandbox_charges c on c.idempotency_key = p.order_id::text and c.outcome = 'succeeded'
  group by p.order_id`;

/** What a customer should have paid for an order in the end; undefined while it is open. */
function owed(order: OrderMoney): number | undefined {
  if (order.status === 'pending') return undefined;
  return order.status === 'cancelled' ? 0 : Number(order.total) - Number(order.refunded);
}

async function everyOrderIsWorthItsCharge(books: Books): Promise<string[]> {
  const orders = await books.rows<OrderMoney>(
    'order',
    'select id, status, total_minor as total, refunded_minor as refunded, currency from orders',
  );
  const provider = new Map(
    (await books.rows<ProviderMoney>('payment', PROVIDER_BOOKS)).map((row) => [row.order_id, row]),
  );
  return orders.flatMap((order) => {
    const { charged = '0', refunded = '0', currency = order.currency } = provider.get(order.id) ?? {};
    const expected = owed(order);
    const paid = Number(charged) - Number(refunded);
    if (expected === undefined) return [];
    if (currency !== order.currency)
      return [`order ${order.id} is in ${order.currency}, its payment in ${currency}`];
    return paid === expected ? [] : [`order ${order.id} is ${order.status}: paid ${paid}, owed ${expected}`];
  });
}

/** Law 2: an order is charged at most once, and what is charged and kept is what confirmed orders are worth. */
export const moneyChecks: readonly Check[] = [
  {
    law: 2,
    states: 'no order is charged twice',
    violations: async (books) =>
      (await books.rows<ProviderMoney>('payment', PROVIDER_BOOKS))
        .filter((row) => Number(row.charges) > 1)
        .map((row) => `order ${row.order_id} was charged ${row.charges} times`),
  },
  inOneDatabase(
    2,
    'the provider charged nothing that we do not know of',
    'payment',
    `select format('charge %s belongs to no completed payment', c.reference) as violation
     from sandbox_charges c left join payments p
       on c.idempotency_key = p.order_id::text and p.status in ('completed', 'refunded')
     where c.outcome = 'succeeded' and p.id is null`,
  ),
  inOneDatabase(
    2,
    'our books of refunds are the provider’s',
    'payment',
    `select format('payment %s: we refunded %s, the provider %s', p.id, p.refunded_minor, coalesce(sum(c.refunded_minor), 0))
       as violation
     from payments p left join sandbox_charges c on c.reference = p.provider_reference
     group by p.id having p.refunded_minor <> coalesce(sum(c.refunded_minor), 0)`,
  ),
  {
    law: 2,
    states: 'charged less refunded is what the order is worth',
    violations: everyOrderIsWorthItsCharge,
  },
];
