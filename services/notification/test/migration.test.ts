import { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '@sidecart/platform';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';
import { migrations } from '../src/db/migrations';
import { publishTemplates } from '../src/use-cases/publish-templates';
import { createTemplateStore } from '../src/use-cases/template-store';

let database: TestDatabase;

beforeEach(async () => (database = await createEmptyDatabase()));
afterEach(() => database.drop());

const PERSON = '018f3b5e-0000-7000-8000-00000000000a';
const idOf = (n: number) => `018f3b5e-0000-7000-8000-00000000000${n}`;

/** What a database of the first release holds. */
async function fillFirstRelease(orm: MikroORM): Promise<void> {
  for (const [n, kind, status] of [
    [1, 'welcome', 'sent'],
    [2, 'order-confirmed', 'queued'],
    [3, 'password-reset', 'dead'],
  ] as const) {
    await orm.em.execute(
      `insert into notifications (id, fact_key, user_id, kind, channel, template_version, variables, status, attempts, resends,
         next_attempt_at, created_at, sent_at)
       values (?, ?, ?, ?, 'email', 1, '{"orderId": "${idOf(9)}", "orderNumber": "SC-1",
         "total": {"amountMinor": 5000, "currency": "EUR"}, "lines": [{"name": "Lamp", "quantity": 2, "totalMinor": 5000}]}',
         ?, 1, 0, null, now(), null)`,
      [idOf(n), `fact:${n}`, PERSON, kind, status],
    );
  }
  await orm.em.execute(
    `insert into notification_logs (id, notification_id, user_id, kind, channel, attempt, outcome, code, at)
     values (?, ?, ?, 'welcome', 'email', 1, 'sent', null, now())`,
    [idOf(4), idOf(1), PERSON],
  );
  await orm.em.execute(
    `insert into preferences (user_id, kind, channel, is_enabled, updated_at) values (?, 'welcome', 'email', false, now())`,
    [PERSON],
  );
  for (const key of ['welcome', 'order-confirmed']) {
    await orm.em.execute(
      `insert into templates (key, locale, version, subject, text, html, variables)
       values (?, 'en', 1, 'Old {{orderNumber}}', '{{#each lines}}{{name}}{{/each}}', '<p>{{orderNumber}}</p>', '{}')`,
      [key],
    );
  }
}

async function migrateFromFirstRelease(): Promise<MikroORM> {
  const options = ormConfig(database.url);
  await migrate({
    ...options,
    migrations: { ...options.migrations, migrationsList: migrations.slice(0, 1) },
  });
  // To go back would otherwise write the snapshot in the sources anew.
  const withoutSnapshot = { ...options.migrations, snapshot: false };
  const orm = await MikroORM.init({ ...options, migrations: withoutSnapshot, allowGlobalContext: true });
  await fillFirstRelease(orm);
  await migrate(options);
  return orm;
}

describe('the migration to several channels', () => {
  it('keeps everything, and puts what was told by mail into the inbox, as read', async () => {
    const orm = await migrateFromFirstRelease();
    const rows = await orm.em.execute<{ id: string; fact_key: string; channel: string }[]>(
      `select id, fact_key, channel, status, read_at is not null as read from notifications order by fact_key, channel`,
    );
    const tail = /^018f3b5e-0000-7000-8000-[\da-f]{12}$/;
    expect(rows).toEqual([
      { id: idOf(1), fact_key: 'fact:1', channel: 'email', status: 'sent', read: false },
      { id: expect.stringMatching(tail), fact_key: 'fact:1', channel: 'inbox', status: 'sent', read: true },
      { id: idOf(2), fact_key: 'fact:2', channel: 'email', status: 'queued', read: false },
      { id: expect.stringMatching(tail), fact_key: 'fact:2', channel: 'inbox', status: 'sent', read: true },
      { id: idOf(3), fact_key: 'fact:3', channel: 'email', status: 'dead', read: false },
    ]);
    expect(await orm.em.execute('select * from notification_logs')).toHaveLength(1);
    expect(await orm.em.execute('select * from preferences')).toHaveLength(1);
    await orm.close();
  });

  it('goes on with old templates for what was queued with them, and with new ones for the rest', async () => {
    const orm = await migrateFromFirstRelease();
    await publishTemplates(orm.em.fork(), new Date());
    await publishTemplates(orm.em.fork(), new Date());
    const versions = await orm.em.execute(
      `select key, version, revision, is_active from templates where key in ('welcome', 'order-confirmed') order by key, version`,
    );
    expect(versions).toEqual([
      { key: 'order-confirmed', version: 1, revision: 1, is_active: false },
      { key: 'order-confirmed', version: 2, revision: 2, is_active: true },
      { key: 'welcome', version: 1, revision: 1, is_active: true },
    ]);
    const store = createTemplateStore(orm.em);
    const old = await store.find('order-confirmed', 1, 'en');
    expect(old.short({ orderNumber: 'SC-1' })).toBe('Old SC-1');
    const current = await store.find('order-confirmed', 2, 'en');
    expect(current.subject({ orderNumber: 'SC-1' })).toBe('Your order SC-1 is confirmed');
    await orm.close();
  });

  it('leaves the templates of the staff in use when a release brings new ones', async () => {
    const orm = await migrateFromFirstRelease();
    await orm.em.execute(
      `update templates set origin = 'staff', note = 'ours' where key = 'order-confirmed' and version = 1`,
    );
    await publishTemplates(orm.em.fork(), new Date());
    const [active] = await orm.em.execute<{ origin: string }[]>(
      `select origin from templates where key = 'order-confirmed' and is_active`,
    );
    expect(active).toEqual({ origin: 'staff' });
    await orm.close();
  });

  it('can be taken back, with what the first release knows', async () => {
    const orm = await migrateFromFirstRelease();
    for (const { name } of migrations.slice(1).reverse()) await orm.migrator.down(name);
    const rows = await orm.em.execute<{ id: string }[]>('select id from notifications order by id');
    expect(rows.map(({ id }) => id)).toEqual([idOf(1), idOf(2), idOf(3)]);
    await orm.close();
  });
});
