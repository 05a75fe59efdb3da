import type { Books } from './books';
import { inOneDatabase, type Check } from './law';

/** How long after its end a hold may still be there: the product service has to ask about it first. */
const OVERDUE = "interval '10 minutes'";

interface Position {
  readonly order_id: string;
  readonly variant_id: string;
  readonly quantity: number;
}

const SOLD = "('confirmed', 'shipped', 'delivered', 'returned')";

async function soldIsCommitted(books: Books): Promise<string[]> {
  const key = (row: Position) => `order ${row.order_id}, variant ${row.variant_id}, ${row.quantity} pieces`;
  const sold = await books.rows<Position>(
    'order',
    `select i.order_id, i.variant_id, i.quantity from order_items i join orders o on o.id = i.order_id
     where o.status in ${SOLD}`,
  );
  const committed = await books.rows<Position>(
    'product',
    `select r.id as order_id, i.variant_id, i.quantity from reservations r
     join reservation_items i on i.reservation_id = r.id where r.state = 'committed'`,
  );
  const soldKeys = new Set(sold.map(key));
  const committedKeys = new Set(committed.map(key));
  return [
    ...[...soldKeys]
      .filter((one) => !committedKeys.has(one))
      .map((one) => `sold but not taken out of stock: ${one}`),
    ...[...committedKeys]
      .filter((one) => !soldKeys.has(one))
      .map((one) => `taken out of stock but not sold: ${one}`),
  ];
}

/** Law 1: stock is never oversold and never leaks. */
export const stockChecks: readonly Check[] = [
  inOneDatabase(
    1,
    'what is on hand is what the movements add up to',
    'product',
    `select format('variant %s has %s on hand, its movements add up to %s', v.variant_id, v.on_hand, coalesce(m.sum, 0))
       as violation
     from inventory v
     left join (select variant_id, sum(on_hand_delta) as sum from stock_movements group by 1) m using (variant_id)
     where v.on_hand <> coalesce(m.sum, 0)`,
  ),
  inOneDatabase(
    1,
    'what is reserved is what the movements add up to',
    'product',
    `select format('variant %s has %s reserved, its movements add up to %s', v.variant_id, v.reserved, coalesce(m.sum, 0))
       as violation
     from inventory v
     left join (select variant_id, sum(reserved_delta) as sum from stock_movements group by 1) m using (variant_id)
     where v.reserved <> coalesce(m.sum, 0)`,
  ),
  inOneDatabase(
    1,
    'what is reserved is what open orders hold',
    'product',
    `select format('variant %s has %s reserved, orders hold %s', v.variant_id, v.reserved, coalesce(h.sum, 0)) as violation
     from inventory v left join (
       select i.variant_id, sum(i.quantity) as sum from reservation_items i
       join reservations r on r.id = i.reservation_id where r.state = 'held' group by 1) h using (variant_id)
     where v.reserved <> coalesce(h.sum, 0)`,
  ),
  inOneDatabase(
    1,
    'nothing is oversold',
    'product',
    `select format('variant %s has %s on hand and %s reserved', variant_id, on_hand, reserved) as violation
     from inventory where reserved < 0 or on_hand < reserved`,
  ),
  inOneDatabase(
    1,
    'no more comes back than was sold',
    'product',
    `select format('order %s took out %s of variant %s and brought back %s', m.reservation_id, m.taken, m.variant_id, m.back)
       as violation
     from (select reservation_id, variant_id, -coalesce(sum(on_hand_delta) filter (where kind = 'commit'), 0) as taken,
             coalesce(sum(on_hand_delta) filter (where kind = 'return'), 0) as back
           from stock_movements where reservation_id is not null group by 1, 2) m
     where m.back > m.taken`,
  ),
  inOneDatabase(
    1,
    'a hold ends',
    'product',
    `select format('order %s is held although its hold ended %s', id, expires_at) as violation
     from reservations where state = 'held' and expires_at < now() - ${OVERDUE}`,
  ),
  { law: 1, states: 'exactly what is sold is taken out of stock', violations: soldIsCommitted },
];
