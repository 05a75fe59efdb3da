import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '@sidecart/platform';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';

const BEFORE_AUTHORISATION = 'Migration20261124084403_stripe_methods';

let database: TestDatabase;

beforeAll(async () => (database = await createEmptyDatabase()));
afterAll(() => database.drop());

async function withDatabase<T>(work: (orm: MikroORM) => Promise<T>): Promise<T> {
  const orm = await MikroORM.init(ormConfig(database.url));
  try {
    return await work(orm);
  } finally {
    await orm.close();
  }
}

it('keeps the payments and the books of a shop that was there before authorisation was', async () => {
  const [paid, failed, waiting] = [randomUUID(), randomUUID(), randomUUID()];
  await withDatabase(async (orm) => {
    await orm.migrator.up({ to: BEFORE_AUTHORISATION });
    const insert = (id: string, status: string, capturedMinor: number) =>
      orm.em.execute(
        `insert into payments (id, order_id, customer_id, amount_minor, currency, status, captured_minor,
           refund_reserved_minor, refunded_minor, attempts, next_attempt_at, created_at, updated_at, settled_at)
         values (?, ?, gen_random_uuid(), 500, 'EUR', ?, ?, 0, 0, 1, ?, now(), now(), ?)`,
        [
          id,
          id,
          status,
          capturedMinor,
          status === 'pending' ? new Date() : null,
          status === 'pending' ? null : new Date(),
        ],
      );
    const charge = (id: string, outcome: string) =>
      orm.em.execute(
        `insert into transactions (id, payment_id, kind, amount_minor, currency, outcome, provider, provider_reference,
           idempotency_key, created_at)
         values (gen_random_uuid(), ?, 'charge', 500, 'EUR', ?, 'sandbox', 'ch_1', ?, now())`,
        [id, outcome, id],
      );
    await insert(paid, 'completed', 500);
    await charge(paid, 'succeeded');
    await insert(failed, 'failed', 0);
    await charge(failed, 'failed');
    await insert(waiting, 'pending', 0);
  });

  await migrate(ormConfig(database.url));

  const rows = await withDatabase((orm) =>
    orm.em.execute<unknown[]>(
      `select p.id, p.status, t.kind, t.outcome from payments p left join transactions t on t.payment_id = p.id`,
    ),
  );
  expect(rows).toHaveLength(3);
  expect(rows).toContainEqual({ id: paid, status: 'completed', kind: 'capture', outcome: 'succeeded' });
  expect(rows).toContainEqual({ id: failed, status: 'failed', kind: 'authorize', outcome: 'failed' });
  expect(rows).toContainEqual({ id: waiting, status: 'pending', kind: null, outcome: null });
});
