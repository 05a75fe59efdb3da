import { randomUUID } from 'node:crypto';
import { openBooks, type ServiceWithBooks } from '../src/laws/books';
import { checks } from '../src/laws/checks';
import { plantedInMessages, soundMessages } from './planted-in-messages';
import { plantedInReturns, providerRefund, soundRefund, soundReturn } from './planted-in-returns';
import { plantedInTotals } from './planted-in-totals';
import { createScratchBooks, type ScratchBooks } from './scratch-books';
import { soundStock } from './sound-stock';

let books: ScratchBooks;

/** Seven databases are migrated first, which may take a while on a busy machine. */
const CREATION_TIMEOUT_MS = 120_000;

beforeAll(async () => {
  books = await createScratchBooks();
}, CREATION_TIMEOUT_MS);

afterAll(() => books.close());

beforeEach(() => books.begin());

afterEach(() => books.forget());

async function broken(): Promise<string[]> {
  const states: string[] = [];
  for (const check of checks) if ((await check.violations(books)).length > 0) states.push(check.states);
  return states;
}

const ids = () => ({
  order: randomUUID(),
  product: randomUUID(),
  customer: randomUUID(),
  category: randomUUID(),
  coupon: randomUUID(),
});
type Ids = ReturnType<typeof ids>;
/** An order of two pieces at 10.00, confirmed, paid and taken out of stock: all as it should be, but for a clock set back. */
async function writeSoundOrder(id: Ids): Promise<void> {
  await books.write('product', ...soundStock(id));
  await books.write(
    'order',
    `insert into orders (id, number, customer_id, status, payment_state, payment_method_id, currency,
       subtotal_minor, discount_minor, shipping_minor, tax_minor, shipping_tax_minor, tax_included, total_minor,
       refunded_minor, coupon_code, shipping_address, created_at, updated_at, payment_deadline_at, checks)
     values ('${id.order}', '${id.order}', '${id.customer}', 'confirmed', 'paid', '${randomUUID()}', 'EUR',
       2000, 200, 100, 171, 9, false, 2071, 0, 'C', '{}', now(), now(), now(), 0)`,
    `insert into order_items (id, order_id, position, product_id, variant_id, sku, name, options, quantity,
       unit_price_minor, total_minor, discount_minor, tax_minor, tax_rate_ppm)
     values ('${randomUUID()}', '${id.order}', 0, '${id.product}', '${id.product}', 'S', 'P', '{}', 2, 1000, 2000, 200,
       162, 90000)`,
    `insert into coupons (id, code, percent_bps, minimum_subtotal_minor, product_ids, active, redeemed, version, created_at,
       updated_at)
     values ('${id.coupon}', 'C', 1000, 0, '{}', true, 1, 1, now(), now())`,
    `insert into coupon_redemptions (order_id, coupon_id, customer_id, redeemed_at)
     values ('${id.order}', '${id.coupon}', '${id.customer}', now())`,
    `insert into order_status_history (id, order_id, from_status, to_status, actor_kind, at) values
       ('00000000-0000-7000-8000-000000000002', '${id.order}', null, 'pending', 'customer', now()),
       ('00000000-0000-7000-8000-000000000001', '${id.order}', 'pending', 'confirmed', 'system', now())`,
  );
  const payment = randomUUID();
  await books.write(
    'payment',
    `insert into payments (id, order_id, customer_id, amount_minor, currency, status, captured_minor, refund_reserved_minor,
       refunded_minor, provider_reference, attempts, created_at, updated_at, settled_at)
     values ('${payment}', '${id.order}', '${id.customer}', 2071, 'EUR', 'completed', 2071, 0, 0, 'ch-${id.order}', 1, now(),
       now(), now())`,
    `insert into payment_status_history (id, payment_id, from_status, to_status, at) values
       ('00000000-0000-7000-8000-000000000001', '${payment}', null, 'pending', now()),
       ('00000000-0000-7000-8000-000000000002', '${payment}', 'pending', 'completed', now())`,
    `insert into transactions values (gen_random_uuid(), '${payment}', 'capture', 2071, 'EUR', 'succeeded', null, 'sandbox',
       'ch-${id.order}', gen_random_uuid(), now())`,
  );
  await books.write('sandbox', charge(`ch-${id.order}`, id.order));
  for (const [service, ...statements] of soundMessages(id)) await books.write(service, ...statements);
}

/** What the provider notes when it takes 20.71. */
const charge = (id: string, key: string) =>
  `insert into payments (id, idempotency_key, status, method_token, amount_minor, currency, captures_at_once, captured_minor,
     refunded_minor, metadata, created_at, updated_at)
   values ('${id}', '${key}', 'captured', 'tok_visa', 2071, 'EUR', true, 2071, 0, '{}', now(), now())`;

describe('npm run laws', () => {
  it('finds nothing wrong with sound books', async () => {
    await writeSoundOrder(ids());
    expect(await broken()).toEqual([]);
  });

  it('finds nothing wrong with goods that came back', async () => {
    await writeSoundOrder(ids());
    await books.write('order', ...soundReturn);
    await books.write('payment', ...soundRefund);
    await books.write('sandbox', providerRefund);
    expect(await broken()).toEqual([]);
  });

  const planted: [string, ServiceWithBooks, (id: Ids) => string[], string][] = [
    [
      'stock that vanished',
      'product',
      () => ['update inventory set on_hand = on_hand - 1'],
      'what is on hand is what the movements add up to',
    ],
    [
      'a reservation that nobody holds',
      'product',
      () => ['update inventory set reserved = 1'],
      'what is reserved is what open orders hold',
    ],
    [
      'more reserved than there is',
      'product',
      () => [
        'alter table inventory drop constraint inventory_never_oversold',
        'update inventory set reserved = 9',
      ],
      'nothing is oversold',
    ],
    [
      'a hold that never ended',
      'product',
      () => [
        `update reservations set state = 'held', next_check_at = now(), expires_at = now() - interval '1 day'`,
      ],
      'a hold ends',
    ],
    [
      'a sold order whose stock was never taken',
      'product',
      () => [`update reservations set state = 'released'`],
      'exactly what is sold is taken out of stock',
    ],
    [
      'a confirmed order that was never charged',
      'sandbox',
      () => [`update payments set status = 'declined', captured_minor = 0`],
      'charged less refunded is what the order is worth',
    ],
    [
      'a charge kept for a cancelled order',
      'order',
      () => [`update orders set status = 'cancelled'`],
      'charged less refunded is what the order is worth',
    ],
    [
      'an order that was charged twice',
      'sandbox',
      (id) => [
        'alter table payments drop constraint payments_idempotency_key_unique',
        charge('again', id.order),
      ],
      'no order is charged twice',
    ],
    [
      'a charge that we do not know of',
      'sandbox',
      () => [charge('ch-x', randomUUID())],
      'the provider charged nothing that we do not know of',
    ],
    [
      'a refund that only the provider knows of',
      'sandbox',
      () => ['update payments set refunded_minor = 500'],
      'our books of refunds are the provider’s',
    ],
    [
      'an authorisation that nobody let go',
      'sandbox',
      () => [`update payments set status = 'authorized', captured_minor = 0`],
      'nothing stays set aside for a payment that has ended',
    ],
    [
      'a payment that was let go here only',
      'payment',
      () => [`update payments set status = 'voided', captured_minor = 0`],
      'what we let go is let go at the provider',
    ],
    [
      'a capture that is in no ledger',
      'payment',
      () => ['update transactions set amount_minor = 2070'],
      'a payment is worth what its ledger adds up to',
    ],
    [
      'an illegal move',
      'order',
      () => [`update order_status_history set to_status = 'delivered' where from_status = 'pending'`],
      'orders made legal moves only',
    ],
    [
      'a move that was not kept',
      'order',
      () => [`update orders set status = 'shipped'`],
      'the history of an order leads to where it is',
    ],
    [
      'a payment that jumped',
      'payment',
      () => [`update payment_status_history set to_status = 'refunded' where from_status = 'pending'`],
      'payments made legal moves only',
    ],
    ...plantedInReturns,
    ...plantedInTotals,
    ...plantedInMessages,
    [
      'a price that was not the catalogue’s',
      'product',
      () => ['update reservation_items set unit_price_minor = 999'],
      'an order has the prices its stock was held at',
    ],
    [
      'a payment of another amount',
      'payment',
      () => ['update payments set amount_minor = 2072, captured_minor = 2072'],
      'a payment is of the order’s total',
    ],
  ];

  it.each(planted)('sees %s', async (_name, service, statements, law) => {
    const id = ids();
    await writeSoundOrder(id);
    await books.write(service, ...statements(id));
    expect(await broken()).toContain(law);
  });

  it('reads the books and cannot write into them', async () => {
    const opened = await openBooks((service) => books.urlOf(service));
    expect(await opened.rows('order', 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(opened.rows('order', 'delete from orders')).rejects.toThrow('read-only');
    await opened.close();
  });
});
