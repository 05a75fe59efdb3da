import type { Books } from './books';
import { inOneDatabase, type Check } from './law';

interface OrderMoney {
  readonly id: string;
  readonly status: string;
  readonly total: string;
  readonly refunded: string;
  readonly currency: string;
}

interface OurPayment {
  readonly id: string;
  readonly order_id: string;
  readonly status: string;
  readonly reference: string | null;
  readonly captured: string;
  readonly refunded: string;
  readonly currency: string;
  readonly provider: string;
}

/** What the sandbox provider took under a key of ours, whatever our payment believes. */
interface Charge {
  readonly id: string;
  readonly key: string;
  readonly captured: string;
  readonly refunded: string;
}

const readPayments = (books: Books) =>
  books.rows<OurPayment>(
    'payment',
    `select p.id, p.order_id, p.status, p.provider_reference as reference, p.captured_minor as captured,
       p.refunded_minor as refunded, p.currency, coalesce(m.provider, 'sandbox') as provider
     from payments p left join payment_methods m on m.id = p.method_id`,
  );

const readCharges = (books: Books) =>
  books.rows<Charge>(
    'sandbox',
    `select id, idempotency_key as key, captured_minor as captured, refunded_minor as refunded
     from payments where captured_minor > 0`,
  );

const byKey = (charges: readonly Charge[]) => new Map(charges.map((charge) => [charge.key, charge]));

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
  const charges = byKey(await readCharges(books));
  const payments = new Map((await readPayments(books)).map((payment) => [payment.order_id, payment]));
  return orders.flatMap((order) => {
    const payment = payments.get(order.id);
    // Only the sandbox’s books can be looked into; of another provider there are our own.
    const money = payment?.provider === 'sandbox' ? charges.get(order.id) : payment;
    const paid = Number(money?.captured ?? 0) - Number(money?.refunded ?? 0);
    const expected = owed(order);
    if (expected === undefined) return [];
    if (payment && payment.currency !== order.currency)
      return [`order ${order.id} is in ${order.currency}, its payment in ${payment.currency}`];
    return paid === expected ? [] : [`order ${order.id} is ${order.status}: paid ${paid}, owed ${expected}`];
  });
}

async function noOrderIsChargedTwice(books: Books): Promise<string[]> {
  const charges = await readCharges(books);
  const last = byKey(charges);
  return charges
    .filter((charge) => last.get(charge.key) !== charge)
    .map(({ key }) => `order ${key} was charged more than once`);
}

async function everyChargeIsOurs(books: Books): Promise<string[]> {
  const payments = new Map((await readPayments(books)).map((payment) => [payment.order_id, payment]));
  return (await readCharges(books))
    .filter(({ key }) => !['completed', 'refunded'].includes(payments.get(key)?.status ?? ''))
    .map(({ id }) => `charge ${id} belongs to no completed payment`);
}

async function refundsAgree(books: Books): Promise<string[]> {
  const charges = new Map((await readCharges(books)).map((charge) => [charge.id, charge]));
  return (await readPayments(books)).flatMap(({ id, provider, reference, refunded }) => {
    const theirs = charges.get(reference ?? '')?.refunded ?? '0';
    const agree = provider !== 'sandbox' || Number(refunded) === Number(theirs);
    return agree ? [] : [`payment ${id}: we refunded ${refunded}, the provider ${theirs}`];
  });
}

async function nothingStaysSetAside(books: Books): Promise<string[]> {
  const open = new Map((await readPayments(books)).map((payment) => [payment.order_id, payment.status]));
  const authorized = await books.rows<{ id: string; key: string }>(
    'sandbox',
    `select id, idempotency_key as key from payments where status = 'authorized'`,
  );
  return authorized
    .filter(({ key }) => !['pending', 'requires-action', 'authorized'].includes(open.get(key) ?? ''))
    .map(({ id, key }) => `authorisation ${id} stands, its payment is ${open.get(key) ?? 'not known'}`);
}

async function whatWasLetGoIsFree(books: Books): Promise<string[]> {
  const theirs = new Map(
    (
      await books.rows<{ key: string; status: string }>(
        'sandbox',
        'select idempotency_key as key, status from payments',
      )
    ).map(({ key, status }) => [key, status]),
  );
  return (await readPayments(books))
    .filter(({ status, provider }) => status === 'voided' && provider === 'sandbox')
    .filter((payment) => theirs.get(payment.order_id) !== 'voided')
    .map(
      ({ id, order_id }) => `payment ${id} is voided, at the provider ${theirs.get(order_id) ?? 'unknown'}`,
    );
}

/** Law 2: an order is charged at most once, and what is charged and kept is what confirmed orders are worth. */
export const moneyChecks: readonly Check[] = [
  { law: 2, states: 'no order is charged twice', violations: noOrderIsChargedTwice },
  { law: 2, states: 'the provider charged nothing that we do not know of', violations: everyChargeIsOurs },
  { law: 2, states: 'our books of refunds are the provider’s', violations: refundsAgree },
  {
    law: 2,
    states: 'nothing stays set aside for a payment that has ended',
    violations: nothingStaysSetAside,
  },
  { law: 2, states: 'what we let go is let go at the provider', violations: whatWasLetGoIsFree },
  inOneDatabase(
    2,
    'a payment is worth what its ledger adds up to',
    'payment',
    `select format('payment %s: captured %s and refunded %s, by its ledger %s and %s', p.id, p.captured_minor,
       p.refunded_minor, l.captured, l.refunded) as violation
     from payments p join (
       select payment_id, coalesce(sum(amount_minor) filter (where kind = 'capture'), 0) as captured,
         coalesce(sum(amount_minor) filter (where kind = 'refund'), 0) as refunded,
         count(*) filter (where kind = 'void') as voids
       from transactions where outcome = 'succeeded' group by payment_id) l on l.payment_id = p.id
     where l.captured <> p.captured_minor or l.refunded <> p.refunded_minor or (l.voids = 1) <> (p.status = 'voided')`,
  ),
  {
    law: 2,
    states: 'charged less refunded is what the order is worth',
    violations: everyOrderIsWorthItsCharge,
  },
];
