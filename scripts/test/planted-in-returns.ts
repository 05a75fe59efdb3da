import { randomUUID } from 'node:crypto';
import type { ServiceWithBooks } from '../src/laws/books';

/** What is wrong, where, the statements that make it so, and the check that must see it. */
type Planted = [string, ServiceWithBooks, () => string[], string];

const RETURN_ID = '0190d4a0-0000-7000-8000-00000000000a';
const REFUND_MINOR = 981;

/** In the books of order: one of the two pieces of the only order came back and was refunded. */
export const soundReturn: readonly string[] = [
  `insert into order_returns (id, order_id, customer_id, status, reason, currency, restock, amount_minor, refund_minor,
     deduction_minor, created_at, updated_at, checks)
   select '${RETURN_ID}', id, customer_id, 'refunded', 'R', 'EUR', false, ${REFUND_MINOR}, ${REFUND_MINOR}, 0, now(), now(), 0
   from orders`,
  `insert into order_return_lines (id, return_id, item_id, position, quantity, amount_minor)
   select '${randomUUID()}', '${RETURN_ID}', id, 0, 1, ${REFUND_MINOR} from order_items`,
  `update order_items set claimed_quantity = 1, returned_quantity = 1`,
  `update orders set return_refund_minor = ${REFUND_MINOR}, refunded_minor = ${REFUND_MINOR}`,
  ...[
    ['null', 'requested'],
    ["'requested'", 'accepted'],
    ["'accepted'", 'refunded'],
  ].map(
    ([from, to], index) =>
      `insert into order_timeline (id, order_id, at, kind, return_id, from_status, to_status)
       select '0190d4a0-0000-7000-8000-0000000000b${index}', id, now(), 'return', '${RETURN_ID}', ${from}, '${to}' from orders`,
  ),
];

/** In the books of payment: what the return gave back. */
export const soundRefund: readonly string[] = [
  `update payments set refund_reserved_minor = ${REFUND_MINOR}, refunded_minor = ${REFUND_MINOR}`,
  `insert into refunds (id, payment_id, amount_minor, currency, status, reason, return_id, attempts, created_at, settled_at)
   select '${randomUUID()}', id, ${REFUND_MINOR}, 'EUR', 'succeeded', 'order-returned', '${RETURN_ID}', 1, now(), now()
   from payments`,
  `insert into transactions select gen_random_uuid(), id, 'refund', ${REFUND_MINOR}, 'EUR', 'succeeded', null, 'sandbox', 're-1',
     gen_random_uuid(), now() from payments`,
];

/** In the books of the provider. */
export const providerRefund = `update payments set refunded_minor = ${REFUND_MINOR}`;

const planted = (name: string, statements: readonly string[], law: string): Planted => [
  name,
  'order',
  () => [...soundReturn, ...statements],
  law,
];

/** Violations of what returns promise. */
export const plantedInReturns: Planted[] = [
  planted(
    'a piece that came back twice',
    [
      `alter table order_items drop constraint order_items_returns`,
      `update order_return_lines set quantity = 3`,
      `update order_items set returned_quantity = 3, claimed_quantity = 3`,
    ],
    'no piece comes back twice',
  ),
  planted(
    'a piece that nobody claims any more',
    [`update order_items set claimed_quantity = 2`],
    'no piece comes back twice',
  ),
  planted(
    'a piece that gave back more than it cost',
    [`update order_return_lines set amount_minor = amount_minor + 1`],
    'what returns give back is what was paid for the pieces',
  ),
  planted(
    'an order that gives back more than its returns',
    [`update orders set return_refund_minor = return_refund_minor + 1`],
    'what an order gives back is what its returns do',
  ),
  planted(
    'a return that is refunded by word only',
    [`update orders set refunded_minor = 0`],
    'the refund of a return is among what was refunded of its order',
  ),
  planted(
    'a return that payment never refunded',
    [],
    'a return is refunded by payment as accepted, and nothing else is for a return',
  ),
  [
    'a refund for a return that nobody accepted',
    'payment',
    () => [...soundRefund],
    'a return is refunded by payment as accepted, and nothing else is for a return',
  ],
  planted(
    'an order that is returned in part',
    [`update orders set status = 'returned'`],
    'an order is returned when all of it came back, and only then',
  ),
  planted(
    'a return that was refunded before it was accepted',
    [`update order_timeline set from_status = 'requested' where to_status = 'refunded'`],
    'returns made legal moves only',
  ),
  planted(
    'a move of a return that was not kept',
    [`delete from order_timeline where to_status = 'refunded'`],
    'the history of a return leads to where it is',
  ),
];
