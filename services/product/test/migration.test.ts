import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '@sidecart/platform';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { migrations } from '../src/db/migrations';
import { ormConfig } from '../src/db/orm';

let database: TestDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(ormConfig(database.url));
});
afterAll(async () => {
  await orm.close();
  await database.drop();
});

const run = (sql: string) => orm.em.fork().execute(sql);

describe('the migration to variants', () => {
  it('carries products, stock, holds and the ledger over', async () => {
    const first = migrations.findIndex(({ name }) => name.endsWith('_variants'));
    const options = ormConfig(database.url);
    await migrate({
      ...options,
      migrations: { ...options.migrations, migrationsList: migrations.slice(0, first) },
    });
    const [category, product, open, sold] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await run(
      `insert into categories (id, slug, name, path, position) values ('${category}', 'c', 'C', 'c', 0)`,
    );
    await run(
      `insert into products (id, slug, sku, name, description, status, price_minor, currency, category_id,
         rating_count, rating_sum, version, created_at, updated_at)
       values ('${product}', 'p', 'OLD-1', 'P', 'D', 'active', 700, 'EUR', '${category}', 0, 0, 3, now(), now())`,
    );
    await run(
      `insert into inventory (product_id, on_hand, reserved, updated_at) values ('${product}', 8, 3, now())`,
    );
    await run(
      `insert into reservations (id, state, currency, created_at, updated_at, expires_at, next_check_at, version) values
         ('${open}', 'held', 'EUR', now(), now(), now(), now(), 1),
         ('${sold}', 'committed', 'EUR', now(), now(), now(), null, 1)`,
    );
    await run(
      `insert into reservation_items (reservation_id, product_id, position, quantity, sku, name, unit_price_minor) values
         ('${open}', '${product}', 0, 3, 'OLD-1', 'P', 700), ('${sold}', '${product}', 0, 2, 'OLD-1', 'P', 700)`,
    );
    await run(
      `insert into stock_movements (product_id, kind, delta, reservation_id, at) values
         ('${product}', 'receipt', 10, null, now()), ('${product}', 'commit', -2, '${sold}', now())`,
    );

    await migrate(ormConfig(database.url));

    expect(
      await run('select id, product_id, sku, options, price_minor, status from product_variants'),
    ).toEqual([
      { id: product, product_id: product, sku: 'OLD-1', options: {}, price_minor: '700', status: 'active' },
    ]);
    expect(
      await run(
        "select option_names, max_price_minor, skus, search @@ websearch_to_tsquery('english', 'OLD-1') as found, version from products",
      ),
    ).toEqual([{ option_names: [], max_price_minor: '700', skus: 'OLD-1', found: true, version: 3 }]);
    expect(
      await run('select variant_id, quantity, options from reservation_items order by quantity'),
    ).toMatchObject([
      { variant_id: product, quantity: 2, options: {} },
      { variant_id: product, quantity: 3 },
    ]);
    expect(
      await run(
        `select i.on_hand, i.reserved, sum(on_hand_delta)::int as ledger, sum(reserved_delta)::int as ledger_reserved
           from inventory i join stock_movements m using (variant_id) group by 1, 2`,
      ),
    ).toEqual([{ on_hand: 8, reserved: 3, ledger: 8, ledger_reserved: 3 }]);
  });
});
