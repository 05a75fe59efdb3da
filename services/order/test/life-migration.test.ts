import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { createEmptyDatabase } from '@sidecart/testing';
import { migrations } from '../src/db/migrations';
import { ormConfig } from '../src/db/orm';
import { Order } from '../src/domain/order';

it('the migration to returns keeps the orders of before, and knows from their history when they were delivered', async () => {
  const database = await createEmptyDatabase();
  const orm = await MikroORM.init(ormConfig(database.url));
  const index = migrations.findIndex((migration) => migration.name.endsWith('_life'));
  await orm.migrator.up({ to: migrations[index - 1]!.name });
  const [delivered, shipped] = [randomUUID(), randomUUID()];
  for (const id of [delivered, shipped]) {
    await orm.em.execute(
      `insert into orders (id, number, customer_id, status, payment_state, payment_method_id, currency, subtotal_minor,
         discount_minor, shipping_minor, tax_minor, shipping_tax_minor, tax_included, total_minor, refunded_minor,
         shipping_address, created_at, updated_at, payment_deadline_at, checks)
       values (?, ?, ?, ?, 'paid', ?, 'EUR', 1000, 0, 0, 0, 0, true, 1000, 0, '{}', now(), now(), now(), 0)`,
      [id, `SC-${id}`, randomUUID(), id === delivered ? 'delivered' : 'shipped', randomUUID()],
    );
    await orm.em.execute(
      `insert into order_status_history (id, order_id, from_status, to_status, actor_kind, at)
       values (?, ?, 'confirmed', 'shipped', 'staff', '2026-01-01T00:00:00Z')`,
      [randomUUID(), id],
    );
  }
  await orm.em.execute(
    `insert into order_status_history (id, order_id, from_status, to_status, actor_kind, at)
     values (?, ?, 'shipped', 'delivered', 'staff', '2026-01-02T00:00:00Z')`,
    [randomUUID(), delivered],
  );
  await orm.migrator.up();
  const em = orm.em.fork();
  expect(await em.findOneOrFail(Order, { id: delivered })).toMatchObject({
    deliveredAt: new Date('2026-01-02T00:00:00Z'),
    attention: null,
    returnRefundMinor: 0,
  });
  expect((await em.findOneOrFail(Order, { id: shipped })).deliveredAt).toBeNull();
  await orm.close();
  await database.drop();
});
