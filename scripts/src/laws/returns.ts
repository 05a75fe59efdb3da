import type { Books } from './books';
import { inOneDatabase, type Check } from './law';

const ACCEPTED = "r.status in ('accepted', 'refunded', 'refund-failed')";

/** What the returns of each order say: pieces and money of each line. */
const LINES = `
  select i.id, i.order_id, i.quantity, i.claimed_quantity, i.returned_quantity,
         i.total_minor - i.discount_minor + case when o.tax_included then 0 else i.tax_minor end as paid,
         coalesce(sum(l.quantity) filter (where ${ACCEPTED}), 0) as returned,
         coalesce(sum(l.quantity) filter (where ${ACCEPTED} or r.status = 'requested'), 0) as claimed,
         coalesce(sum(l.amount_minor) filter (where ${ACCEPTED}), 0) as amount
  from order_items i join orders o on o.id = i.order_id
  left join order_return_lines l on l.item_id = i.id left join order_returns r on r.id = l.return_id
  group by i.id, o.id`;

interface Refund {
  readonly id: string;
  readonly amount: string;
}

/**
 * What order believes to be refunded for returns is what payment refunded for them. A return that staff ended by hand has
 * a refund that failed, and another that names no return.
 */
async function refundsAreOfReturns(books: Books): Promise<string[]> {
  const wanted = await books.rows<Refund & { status: string }>(
    'order',
    "select id, refund_minor as amount, status from order_returns where status in ('accepted', 'refunded', 'refund-failed')",
  );
  const made = await books.rows<Refund & { status: string }>(
    'payment',
    'select return_id as id, amount_minor as amount, status from refunds where return_id is not null',
  );
  const wantedOf = new Map(wanted.map((one) => [one.id, one]));
  const madeOf = new Map(made.map((one) => [one.id, one]));
  return [
    ...wanted
      .filter((one) => one.status === 'refunded' && one.amount !== '0' && !madeOf.has(one.id))
      .map((one) => `return ${one.id} is refunded, payment knows of no refund`),
    ...made
      .filter((one) => wantedOf.get(one.id)?.amount !== one.amount)
      .map(
        (one) =>
          `payment refunds ${one.amount} for return ${one.id}, which is to give back ${wantedOf.get(one.id)?.amount}`,
      ),
    ...made
      .filter((one) => one.status === 'succeeded' && wantedOf.get(one.id)?.status === 'refund-failed')
      .map((one) => `return ${one.id} is believed to have no refund, payment made it`),
  ];
}

/** Laws 2 and 7 where goods come back: no piece comes back twice, and what goes back is what was paid for it. */
export const returnChecks: readonly Check[] = [
  inOneDatabase(
    2,
    'no piece comes back twice',
    'order',
    `select format('line %s of order %s: %s of %s pieces came back, its returns hold %s', id, order_id, returned_quantity,
       quantity, returned) as violation
     from (${LINES}) l
     where returned <> returned_quantity or claimed <> claimed_quantity or claimed > quantity`,
  ),
  inOneDatabase(
    7,
    'what returns give back is what was paid for the pieces',
    'order',
    `select format('line %s of order %s: %s is given back for %s of %s pieces that cost %s', id, order_id, amount, returned,
       quantity, paid) as violation
     from (${LINES}) l where amount <> floor(paid * returned / quantity)`,
  ),
  inOneDatabase(
    7,
    'what an order gives back is what its returns do',
    'order',
    `select format('order %s gives back %s, its returns %s', o.id, o.return_refund_minor, coalesce(sum(r.refund_minor), 0))
       as violation
     from orders o left join order_returns r on r.order_id = o.id
     group by o.id having o.return_refund_minor <> coalesce(sum(r.refund_minor), 0)
       or coalesce(sum(r.refund_minor), 0) > o.total_minor`,
  ),
  inOneDatabase(
    2,
    'the refund of a return is among what was refunded of its order',
    'order',
    `select format('order %s: %s was refunded, for returns %s', o.id, o.refunded_minor, sum(r.refund_minor)) as violation
     from orders o join order_returns r on r.order_id = o.id and r.status = 'refunded'
     group by o.id having sum(r.refund_minor) > o.refunded_minor`,
  ),
  inOneDatabase(
    6,
    'an order is returned when all of it came back, and only then',
    'order',
    `select format('order %s is %s, %s of %s pieces came back', o.id, o.status, sum(i.returned_quantity), sum(i.quantity))
       as violation
     from orders o join order_items i on i.order_id = o.id
     group by o.id having (sum(i.returned_quantity) = sum(i.quantity)) <> (o.status = 'returned')`,
  ),
  {
    law: 2,
    states: 'a return is refunded by payment as accepted, and nothing else is for a return',
    violations: refundsAreOfReturns,
  },
];
