import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';
import { migrations } from '../src/db/migrations';
import { Cart, CartItem } from '../src/domain/cart';
import { Order } from '../src/domain/order';

let database: TestDatabase;
let orm: MikroORM;

/** Brings the database to what it was before a migration. */
async function migrateBefore(name: string): Promise<void> {
  const index = migrations.findIndex((migration) => migration.name.endsWith(name));
  await orm.migrator.up({ to: migrations[index - 1]!.name });
}

beforeEach(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(ormConfig(database.url));
});

afterEach(async () => {
  await orm.close();
  await database.drop();
});

describe('the migration to totals', () => {
  it('keeps the orders of before: they cost what their lines cost, of the only variant of each product', async () => {
    await migrateBefore('_totals');
    const order = { id: randomUUID(), productId: randomUUID() };
    await orm.em.execute(
      `insert into orders (id, number, customer_id, status, payment_state, payment_method_id, currency, total_minor,
         refunded_minor, shipping_address, created_at, updated_at, payment_deadline_at, checks)
       values (?, 'SC-1', ?, 'confirmed', 'paid', ?, 'EUR', 2500, 0, '{"country":"DE"}', now(), now(), now(), 0)`,
      [order.id, randomUUID(), randomUUID()],
    );
    await orm.em.execute(
      `insert into order_items (id, order_id, position, product_id, sku, name, quantity, unit_price_minor, total_minor)
       values (?, ?, 0, ?, 'S', 'Thing', 2, 1250, 2500)`,
      [randomUUID(), order.id, order.productId],
    );
    await orm.migrator.up();
    const kept = await orm.em.fork().findOneOrFail(Order, { id: order.id }, { populate: ['items'] });
    expect(kept).toMatchObject({
      subtotalMinor: 2_500,
      discountMinor: 0,
      taxIncluded: true,
      totalMinor: 2_500,
    });
    expect(kept.items.getItems()).toMatchObject([
      {
        productId: order.productId,
        variantId: order.productId,
        options: {},
        discountMinor: 0,
        totalMinor: 2_500,
      },
    ]);
  });
});

describe('the migration to carts', () => {
  it('keeps what customers have in their carts, and can be taken back', async () => {
    await migrateBefore('_carts');
    const [customerId, productId] = [randomUUID(), randomUUID()];
    await orm.em.execute(
      'insert into cart_items (customer_id, product_id, quantity, added_at) values (?, ?, 2, now()), (?, ?, 1, now())',
      [customerId, productId, randomUUID(), productId],
    );
    await orm.migrator.up();
    const cart = await orm.em.fork().findOneOrFail(Cart, { customerId });
    expect(cart.expiresAt.getTime()).toBeGreaterThan(Date.now());
    expect(await orm.em.fork().find(CartItem, { cart: cart.id })).toMatchObject([
      { productId, variantId: productId, quantity: 2, seenUnitPriceMinor: null },
    ]);
    const index = migrations.findIndex((migration) => migration.name.endsWith('_carts'));
    await orm.migrator.down({ to: migrations[index - 1]!.name });
    const rows = await orm.em.execute('select product_id, quantity from cart_items where customer_id = ?', [
      customerId,
    ]);
    expect(rows).toEqual([{ product_id: productId, quantity: 2 }]);
  });
});
