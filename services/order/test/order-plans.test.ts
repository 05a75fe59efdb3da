import { randomUUID } from 'node:crypto';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';
import { ORDER_SORTS, ordersQuery, type OrderFilter, type OrderSort } from '../src/http/orders-query';

const ORDERS = 20_000;

let database: TestDatabase;
let orm: MikroORM;
let em: EntityManager;
const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Many orders of two lines each: of a thousand customers, mostly delivered, of four hundred products. */
beforeAll(async () => {
  database = await createTestDatabase(ormConfig);
  orm = await MikroORM.init(ormConfig(database.url));
  em = orm.em.fork();
  const uuid = (expression: string) =>
    `('00000000-0000-4000-8000-' || lpad((${expression})::text, 12, '0'))::uuid`;
  await em.execute(
    `insert into orders (id, number, customer_id, status, payment_state, payment_method_id, currency, subtotal_minor,
       discount_minor, shipping_minor, tax_minor, shipping_tax_minor, tax_included, total_minor, refunded_minor,
       shipping_address, created_at, updated_at, payment_deadline_at, checks, attention)
     select ${uuid('n')}, 'SC-' || n, ${uuid('n % 1000')},
       case when n % 50 = 0 then 'pending' when n % 20 = 0 then 'cancelled' else 'delivered' end,
       case when n % 50 = 0 then 'awaiting' when n % 20 = 0 then 'refunded' else 'paid' end,
       ${uuid('n')}, 'EUR', n * 10, 0, 0, 0, 0, true, n * 10, 0, '{}', now() - n * interval '1 minute', now(), now(), 0,
       case when n % 500 = 0 then 'refund-failed' end
     from generate_series(1, ${ORDERS}) n`,
  );
  await em.execute(
    `insert into order_items (id, order_id, position, product_id, variant_id, sku, name, options, quantity,
       unit_price_minor, total_minor, discount_minor, tax_minor, tax_rate_ppm)
     select gen_random_uuid(), ${uuid('n')}, p, ${uuid('n % 200 + p * 200')}, ${uuid('n % 200 + p * 200')}, 'S', 'N', '{}',
       1, 1, 1, 0, 0, 0
     from generate_series(1, ${ORDERS}) n, generate_series(0, 1) p`,
  );
  await em.execute('analyze');
}, 120_000);

afterAll(async () => {
  await orm.close();
  await database.drop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

async function nodesFor(filter: Partial<OrderFilter>): Promise<Plan[]> {
  const query = ordersQuery(em, { sort: 'newest', after: undefined, limit: 21, ...filter });
  const [row] = await em.execute<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
    `explain (format json) ${query.toQuery()}`,
  );
  return nodesOf(row!['QUERY PLAN'][0].Plan);
}

const filters: Record<string, Partial<OrderFilter>> = {
  none: {},
  'a page further on': { after: [new Date(Date.now() - 3_600_000).toISOString(), id(60)] },
  'the customer': { customerId: id(7) },
  'the customer and status': { customerId: id(7), status: 'pending' },
  'the status': { status: 'pending' },
  'the payment state': { paymentState: 'awaiting' },
  'the number': { number: 'SC-17' },
  'the time': {
    createdFrom: new Date(Date.now() - 7_200_000).toISOString(),
    createdTo: new Date(Date.now() - 3_600_000).toISOString(),
  },
  'a high total': { minTotal: ORDERS * 10 - 500 },
  'a low total': { maxTotal: 500 },
  'the product': { productId: id(7) },
  'the variant': { variantId: id(207) },
  'the product and status': { productId: id(7), status: 'cancelled' },
  'what needs attention': { needsAttention: true },
};

describe(`the list of ${ORDERS} orders`, () => {
  it.each(Object.entries(filters))('is read by indexes alone, filtered by %s', async (_name, filter) => {
    const scans = (await nodesFor(filter)).filter((node) => node['Node Type'].includes('Seq Scan'));
    expect(scans).toEqual([]);
  });

  it.each(Object.keys(ORDER_SORTS) as OrderSort[])('needs no sorting by %s', async (sort) => {
    const nodes = await nodesFor({ sort });
    expect(nodes.map((node) => node['Node Type']).filter((type) => /Sort|Seq Scan/.test(type))).toEqual([]);
  });

  it.each([
    [{ status: 'pending' as const }],
    [{ paymentState: 'awaiting' as const }],
    [{ needsAttention: true }],
  ])('needs no sorting either, filtered by %j', async (filter) => {
    expect((await nodesFor(filter)).filter((node) => node['Node Type'] === 'Sort')).toEqual([]);
  });

  it('would be seen to read everything where there is no index', async () => {
    await em.begin();
    await em.execute('drop index orders_by_customer');
    const nodes = await nodesFor({ customerId: randomUUID() });
    await em.rollback();
    expect(nodes.some((node) => /Seq Scan|orders_by_time/.test(JSON.stringify(node)))).toBe(true);
  });
});
