import type { Books, ServiceWithBooks } from './books';
import { findUnheard, PUBLISHERS } from './events';

const POLL_MS = 250;

/** What is still under way, by statement: while there is any, books of different services cannot agree. */
const UNDER_WAY: readonly [ServiceWithBooks, string, string][] = [
  ['order', 'orders waiting for their payment', "select count(*) from orders where status = 'pending'"],
  [
    'order',
    'cancelled orders waiting for their refund',
    `select count(*) from orders where status = 'cancelled'
       and (payment_state = 'awaiting' or (payment_state = 'paid' and refund_failure is null))`,
  ],
  [
    'order',
    'returns waiting for their refund',
    "select count(*) from order_returns where status = 'accepted'",
  ],
  ...PUBLISHERS.map((service): [ServiceWithBooks, string, string] => [
    service,
    'events to publish',
    'select count(*) from outbox where published_at is null',
  ]),
  ['payment', 'refunds to make', "select count(*) from refunds where status = 'pending'"],
  [
    'payment',
    'payments to take to their end',
    "select count(*) from payments where status in ('pending', 'requires-action', 'authorized') and order_cancelled_at is not null",
  ],
];

/**
 * Waits until nothing is under way between the services.
 *
 * @returns what still is when the time is over; empty when all has settled
 */
export async function waitUntilSettled(books: Books, timeoutMs: number): Promise<string[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const open = await underWay(books);
    if (open.length === 0 || Date.now() > deadline) return open;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function underWay(books: Books): Promise<string[]> {
  const open: string[] = [];
  for (const [service, what, sql] of UNDER_WAY) {
    const [row] = await books.rows<{ count: string }>(service, sql);
    if (row && row.count !== '0') open.push(`${row.count} ${what} (${service})`);
  }
  const holds = await holdsOfDecidedOrders(books);
  if (holds > 0) open.push(`${holds} holds whose order is decided (product)`);
  const unheard = await findUnheard(books);
  if (unheard.length > 0) open.push(`${unheard.length} events to be heard, such as: ${unheard[0]}`);
  return open;
}

async function holdsOfDecidedOrders(books: Books): Promise<number> {
  const held = await books.rows<{ id: string }>(
    'product',
    "select id from reservations where state in ('held', 'owed')",
  );
  const decided = await books.rows<{ id: string }>(
    'order',
    "select id from orders where status <> 'pending'",
  );
  const ids = new Set(decided.map((order) => order.id));
  return held.filter((reservation) => ids.has(reservation.id)).length;
}
