import type { ServiceWithBooks } from '../src/laws/books';

const COMPLETED = '00000000-0000-7000-8000-0000000000e1';
const CONFIRMED = '00000000-0000-7000-8000-0000000000e2';

const said = (id: string, topic: string) =>
  `insert into outbox (id, topic, subject, data, traceparent, created_at, published_at)
   values ('${id}', '${topic}', 'x', '{}', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', now(), now())`;

const heard = (id: string, topic: string) => `insert into inbox values ('${id}', '${topic}', now())`;

const told = (order: string) =>
  `insert into notifications (id, fact_key, user_id, kind, channel, template_version, variables, status, attempts, resends,
     created_at)
   values (gen_random_uuid(), 'order.confirmed:${order}', gen_random_uuid(), 'order-confirmed', 'email', 1, '{}', 'sent', 1,
     0, now())`;

const received = (order: string) =>
  `insert into order_timeline (id, order_id, at, kind, topic, event_id, trace_id)
   values (gen_random_uuid(), '${order}', now(), 'received', 'payment.completed.v1', '${COMPLETED}',
     '0af7651916cd43dd8448eb211c80319c')`;

/** What was said of an order that is confirmed, and who heard it. */
export const soundMessages = (id: { order: string }): [ServiceWithBooks, ...string[]][] => [
  ['payment', said(COMPLETED, 'payment.completed.v1')],
  [
    'order',
    heard(COMPLETED, 'payment.completed.v1'),
    received(id.order),
    said(CONFIRMED, 'order.confirmed.v1'),
  ],
  ['product', heard(CONFIRMED, 'order.confirmed.v1')],
  ['notification', heard(CONFIRMED, 'order.confirmed.v1'), told(id.order)],
];

type Planted = [string, ServiceWithBooks, (id: { order: string }) => string[], string];

/** What goes wrong between services, and the law that must see it. */
export const plantedInMessages: Planted[] = [
  [
    'an event that was heard twice',
    'order',
    ({ order }) => [received(order)],
    'an order hears each event once',
  ],
  [
    'an event that never arrived',
    'product',
    () => ['delete from inbox'],
    'what is published is heard by all who listen',
  ],
  ['an event that nobody said', 'payment', () => ['delete from outbox'], 'what is heard was published'],
  [
    'an event without a trace',
    'order',
    () => ['update outbox set traceparent = null'],
    'each event is in a trace',
  ],
  [
    'a customer who was not told',
    'notification',
    () => ['delete from notifications'],
    'whose order is confirmed is told so once',
  ],
  [
    'a customer who was told twice',
    'notification',
    ({ order }) => [
      'alter table notifications drop constraint notifications_fact_key_channel_unique',
      told(order),
    ],
    'whose order is confirmed is told so once',
  ],
  [
    'a customer who was told too early',
    'order',
    () => [`update order_status_history set to_status = 'pending'`],
    'whose order is confirmed is told so once',
  ],
  [
    'an order that has not heard of its payment',
    'order',
    () => [`update orders set payment_state = 'awaiting'`],
    'what came of a payment is known to its order',
  ],
  [
    'a payment of no order',
    'payment',
    () => ['update payments set order_id = gen_random_uuid()'],
    'what came of a payment is known to its order',
  ],
];
