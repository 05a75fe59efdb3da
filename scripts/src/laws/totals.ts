import type { Books } from './books';
import { inOneDatabase, type Check } from './law';

interface Price {
  readonly order_id: string;
  readonly variant_id: string;
  readonly price: string;
}

async function pricesAreTheCatalogues(books: Books): Promise<string[]> {
  const ordered = await books.rows<Price>(
    'order',
    'select order_id, variant_id, unit_price_minor as price from order_items',
  );
  const held = await books.rows<Price>(
    'product',
    'select reservation_id as order_id, variant_id, unit_price_minor as price from reservation_items',
  );
  const priceOf = new Map(held.map((row) => [`${row.order_id}/${row.variant_id}`, row.price]));
  return ordered
    .filter((row) => priceOf.get(`${row.order_id}/${row.variant_id}`) !== row.price)
    .map(
      (row) => `order ${row.order_id} has variant ${row.variant_id} at ${row.price}, which was not its price`,
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

const TOTAL_OF_PARTS = `
  select format('order %s totals %s, its parts %s', id, total_minor, parts) as violation
    from (select id, total_minor, subtotal_minor - discount_minor + shipping_minor
                                  + case when tax_included then 0 else tax_minor end as parts from orders) o
   where total_minor <> parts`;

const PARTS_OF_LINES = `
  select format('order %s has (subtotal, discount, tax) = %s, its lines %s', o.id, parts, coalesce(lines, '(0,0,0)'))
           as violation
    from (select id, (subtotal_minor, discount_minor, tax_minor - shipping_tax_minor)::text as parts from orders) o
    left join (select order_id,
                      (sum(quantity * unit_price_minor), sum(discount_minor), sum(tax_minor))::text as lines
                 from order_items group by order_id) i on i.order_id = o.id
   where parts <> coalesce(lines, '(0,0,0)')`;

/** Orders that are not cancelled hold their coupon; the count of each coupon is that of its holders. */
const COUPONS = `
  select format('order %s is %s, has coupon %s and %s', o.id, o.status, o.coupon_code,
                case when r.order_id is null then 'never redeemed it' else 'holds its redemption wrongly' end) as violation
    from orders o left join coupon_redemptions r on r.order_id = o.id
   where o.coupon_code is not null
     and (r.order_id is null or (o.status = 'cancelled') <> (r.given_back_at is not null))
  union all
  select format('coupon %s counts %s redemptions, there are %s', c.code, c.redeemed, count(r.order_id))
    from coupons c left join coupon_redemptions r on r.coupon_id = c.id and r.given_back_at is null
   group by c.id having c.redeemed <> count(r.order_id)`;

/** Law 7: the server computes prices; a total is the sum of its lines and its named adjustments. */
export const totalChecks: readonly Check[] = [
  inOneDatabase(7, 'a total is the sum of its parts', 'order', TOTAL_OF_PARTS),
  inOneDatabase(7, 'the parts of a total are the sums of its lines', 'order', PARTS_OF_LINES),
  inOneDatabase(7, 'a coupon is redeemed by exactly the orders that hold it', 'order', COUPONS),
  { law: 7, states: 'an order has the prices its stock was held at', violations: pricesAreTheCatalogues },
  { law: 7, states: 'a payment is of the order’s total', violations: paymentsAreOfTheTotal },
];
