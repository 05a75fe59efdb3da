import { SUBSCRIPTIONS_FILE } from '../paths';
import { readSubscriptions } from '../servers/broker-subscriptions';
import type { Books, ServiceWithBooks } from './books';
import { inOneDatabase, type Check } from './law';

/** Outboxes and inboxes are pruned after a week: what is younger is still in both. */
const KEPT = "interval '6 days'";

/** Those that have an outbox. */
export const PUBLISHERS = ['auth', 'user', 'product', 'order', 'payment', 'notification'] as const;

interface Message {
  readonly id: string;
  readonly topic: string;
}

const readSaid = async (books: Books): Promise<Message[]> => {
  const sql = `select id, topic from outbox where published_at > now() - ${KEPT}`;
  return (await Promise.all(PUBLISHERS.map((service) => books.rows<Message>(service, sql)))).flat();
};

async function readHeard(books: Books, consumer: string): Promise<Message[]> {
  const sql = `select event_id as id, topic from inbox where received_at > now() - ${KEPT}`;
  return books.rows<Message>(consumer as ServiceWithBooks, sql);
}

/**
 * Looks in the inboxes for what was published.
 *
 * @returns one sentence for each event that a consumer has not heard
 */
export async function findUnheard(books: Books): Promise<string[]> {
  const said = await readSaid(books);
  const unheard: string[] = [];
  for (const { appId, topics } of await readSubscriptions(SUBSCRIPTIONS_FILE)) {
    const heard = new Set((await readHeard(books, appId)).map(({ id }) => id));
    const missing = said.filter(({ id, topic }) => topics.includes(topic) && !heard.has(id));
    unheard.push(...missing.map(({ id, topic }) => `${appId} has not heard event ${id} (${topic})`));
  }
  return unheard;
}

async function findUnsaid(books: Books): Promise<string[]> {
  const sql = `select id from outbox where created_at > now() - ${KEPT} - interval '1 day'`;
  const outboxes = await Promise.all(PUBLISHERS.map((service) => books.rows<{ id: string }>(service, sql)));
  const said = new Set(outboxes.flat().map(({ id }) => id));
  const unsaid: string[] = [];
  for (const { appId } of await readSubscriptions(SUBSCRIPTIONS_FILE)) {
    const heard = (await readHeard(books, appId)).filter(({ id }) => !said.has(id));
    unsaid.push(
      ...heard.map(({ id, topic }) => `${appId} heard event ${id} (${topic}), which nobody has said`),
    );
  }
  return unsaid;
}

interface Told {
  readonly id: string;
  readonly times: number;
}

async function confirmedIsTold(books: Books): Promise<string[]> {
  const confirmed = await books.rows<{ id: string }>(
    'order',
    "select distinct order_id as id from order_status_history where to_status = 'confirmed'",
  );
  const told = await books.rows<Told>(
    'notification',
    `select split_part(fact_key, ':', 2) as id, count(*)::int as times from notifications
     where kind = 'order-confirmed' and channel = 'email' group by 1`,
  );
  const timesOf = new Map(told.map(({ id, times }) => [id, times]));
  const known = new Set(confirmed.map(({ id }) => id));
  return [
    ...confirmed
      .filter(({ id }) => timesOf.get(id) !== 1)
      .map(({ id }) => `order ${id} was confirmed, its customer told ${timesOf.get(id) ?? 0} times`),
    ...told
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => `order ${id} was not confirmed, its customer told so`),
  ];
}

/** What payment knows of an order's money, order knows too. */
async function paymentIsKnown(books: Books): Promise<string[]> {
  const ended = await books.rows<{ order_id: string; status: string }>(
    'payment',
    "select order_id, status from payments where status in ('completed', 'failed', 'voided', 'refunded')",
  );
  const orders = await books.rows<{ id: string; payment_state: string }>(
    'order',
    'select id, payment_state from orders',
  );
  const stateOf = new Map(orders.map((order) => [order.id, order.payment_state]));
  const fits: Readonly<Record<string, readonly string[]>> = {
    completed: ['paid', 'refunded'],
    refunded: ['refunded', 'paid'],
    failed: ['failed'],
    voided: ['failed'],
  };
  return ended
    .filter(({ order_id, status }) => !fits[status]?.includes(stateOf.get(order_id) ?? ''))
    .map(
      ({ order_id, status }) =>
        `the payment of order ${order_id} is ${status}, to the order it is ${stateOf.get(order_id) ?? 'of no order'}`,
    );
}

async function untraced(books: Books): Promise<string[]> {
  const sql = `select id, topic from outbox where traceparent is null and created_at > now() - ${KEPT}`;
  const rows = await Promise.all(PUBLISHERS.map((service) => books.rows<Message>(service, sql)));
  return rows.flat().map(({ id, topic }) => `event ${id} (${topic}) is in no trace`);
}

/** Law 4: an event takes effect exactly once in each consumer. */
export const eventChecks: readonly Check[] = [
  inOneDatabase(
    4,
    'an order hears each event once',
    'order',
    `select format('order %s heard event %s (%s) %s times', order_id, event_id, topic, count(*)) as violation
     from order_timeline where kind = 'received' group by order_id, event_id, topic having count(*) > 1`,
  ),
  { law: 4, states: 'what is published is heard by all who listen', violations: findUnheard },
  { law: 4, states: 'what is heard was published', violations: findUnsaid },
  { law: 4, states: 'whose order is confirmed is told so once', violations: confirmedIsTold },
  { law: 4, states: 'each event is in a trace', violations: untraced },
  { law: 4, states: 'what came of a payment is known to its order', violations: paymentIsKnown },
];
