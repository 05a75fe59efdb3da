import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { createTestDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../../services/product/src/db/orm';
import type { Books } from '../src/laws/books';
import { catalogueChecks } from '../src/laws/catalogue';
import { stockChecks } from '../src/laws/stock';
import { soundStock, type StockIds } from './sound-stock';

let database: TestDatabase;
let orm: MikroORM;
let id: StockIds;

beforeEach(async () => {
  database = await createTestDatabase(ormConfig);
  orm = await MikroORM.init({
    clientUrl: database.url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
  });
  id = { order: randomUUID(), product: randomUUID(), category: randomUUID() };
  await write(...soundStock(id));
});

afterEach(async () => {
  await orm.close();
  await database.drop();
});

/** Writes past all invariants of the code. */
async function write(...statements: string[]): Promise<void> {
  for (const statement of statements) await orm.em.execute(statement);
}

/** The product database as it is, beside an order service that sold two pieces. */
const books: Books = {
  rows: (service, sql) =>
    service === 'product'
      ? orm.em.execute(sql)
      : Promise.resolve([{ order_id: id.order, variant_id: id.product, quantity: 2 }] as never[]),
  close: () => Promise.resolve(),
};

async function broken(): Promise<string[]> {
  const states: string[] = [];
  for (const check of [...stockChecks, ...catalogueChecks]) {
    if ((await check.violations(books)).length > 0) states.push(check.states);
  }
  return states;
}

const release = `insert into stock_movements (variant_id, kind, on_hand_delta, reserved_delta, reservation_id, at)
  select variant_id, 'release', 0, -1, reservation_id, now() from reservation_items`;

const giveBack = (pieces: number) =>
  `insert into stock_movements (variant_id, kind, on_hand_delta, reserved_delta, reservation_id, return_id, at)
     select variant_id, 'return', ${pieces}, 0, reservation_id, '${randomUUID()}', now() from reservation_items`;

describe('the laws of stock', () => {
  it('hold over sound books, also after a return', async () => {
    expect(await broken()).toEqual([]);
    await write(giveBack(1), 'update inventory set on_hand = on_hand + 1');
    expect(await broken()).toEqual([]);
  });

  const planted: [string, string[], string][] = [
    [
      'stock that vanished',
      ['update inventory set on_hand = on_hand - 1'],
      'what is on hand is what the movements add up to',
    ],
    ['a hold that the ledger ended twice', [release], 'what is reserved is what the movements add up to'],
    [
      'a reservation that nobody holds',
      ['update inventory set reserved = 1'],
      'what is reserved is what open orders hold',
    ],
    [
      'more reserved than there is',
      ['alter table inventory drop constraint inventory_never_oversold', 'update inventory set reserved = 9'],
      'nothing is oversold',
    ],
    [
      'a hold that never ended',
      [
        `update reservations set state = 'held', next_check_at = now(), expires_at = now() - interval '1 day'`,
      ],
      'a hold ends',
    ],
    [
      'a sold order whose stock was never taken',
      [`update reservations set state = 'released'`],
      'exactly what is sold is taken out of stock',
    ],
    [
      'an order that returned more than it had bought',
      [giveBack(1), giveBack(2)],
      'no more comes back than was sold',
    ],
    [
      'a price that no variant has',
      ['update products set price_minor = 999'],
      'a product shows the lowest and the highest price of its variants',
    ],
    [
      'a product without a variant that is sold',
      [`update product_variants set status = 'archived'`],
      'a product shows the lowest and the highest price of its variants',
    ],
    [
      'a variant without a size',
      [`update products set option_names = '{size}'`],
      'a variant has one value for each option of its product',
    ],
    [
      'a variant with a size that means nothing',
      [`update product_variants set options = '{"size": "M"}'`],
      'a variant has one value for each option of its product',
    ],
  ];

  it.each(planted)('see %s', async (_name, statements, law) => {
    await write(...statements);
    expect(await broken()).toContain(law);
  });
});
