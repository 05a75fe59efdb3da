import type { Books } from './books';
import { inOneDatabase, type Check } from './law';

interface Price {
  readonly order_id: string;
  readonly product_id: string;
  readonly price: string;
}

async function pricesAreTheCatalogues(books: Books): Promise<string[]> {
  const ordered = await books.rows<Price>(
    'order',
    'select order_id, product_id, unit_price_minor as price from order_items',
  );
  const held = await books.rows<Price>(
    'product',
    'select reservation_id as order_id, product_id, unit_price_minor as price from reservation_items',
  );
  const priceOf = new Map(held.map((row) => [`${row.order_id}/${row.product_id}`, row.price]));
  return ordered
    .filter((row) => priceOf.get(`${row.order_id}/${row.product_id}`) !== row.price)
    .map(
      (row) => `order ${row.order_id} has product ${row.product_id} at ${row.price}, which was not its price`,
    );
}

async function paymentsAreOfTheTotal(books: Books): Promise<string[]> {
  const orders = await books.rows<{ id: string; total: string }>(
    'order',
    'select id, total_minor as total from orders',
  );
  const payments = await books.rows<{ order_id: string; amount: string }>(
    'payment',
    'select order_id, amount_minor as amount from payments',
  );
  const totalOf = new Map(orders.map((order) => [order.id, order.total]));
  return payments
    .filter((payment) => totalOf.get(payment.order_id) !== payment.amount)
    .map(
      (payment) =>
        `order ${payment.order_id} totals ${totalOf.get(payment.order_id)}, its payment ${payment.amount}`,
    );
}

/** Law 7: the server computes prices, and a total is the sum of its lines. */
export const totalChecks: readonly Check[] = [
  inOneDatabase(
    7,
    'a total is the sum of its lines',
    'order',
    `select format('order %s totals %s, its lines %s', o.id, o.total_minor, coalesce(sum(i.quantity * i.unit_price_minor), 0))
       as violation
     from orders o left join order_items i on i.order_id = o.id
     group by o.id having o.total_minor <> coalesce(sum(i.quantity * i.unit_price_minor), 0)`,
  ),
  { law: 7, states: 'an order has the prices its stock was held at', violations: pricesAreTheCatalogues },
  { law: 7, states: 'a payment is of the order’s total', violations: paymentsAreOfTheTotal },
];
