import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { userRegisteredV1 } from '@sidecart/contracts';
import {
  createEmptyDatabase,
  createFakeSidecar,
  eventually,
  startTcpProxy,
  type TestDatabase,
} from '@sidecart/testing';
import { connectDatabase, createMetrics, enqueueEvent, pruneOnce, type Database, type Metrics } from '../src';
import { recordLog, sampleOrm } from './sample-app';

let database: TestDatabase;
let orm: MikroORM;

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
});

afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

const insertAged = async (age: string) => {
  await orm.em.fork().execute(
    `insert into outbox (id, topic, subject, data, created_at, published_at) values
       (gen_random_uuid(), 'published ${age}', 's', '{}', now() - interval '30 days', now() - interval '${age}'),
       (gen_random_uuid(), 'waiting ${age}', 's', '{}', now() - interval '${age}', null);
     insert into inbox (event_id, topic, received_at) values (gen_random_uuid(), '${age}', now() - interval '${age}');
     insert into idempotency_keys (scope, key, fingerprint, status, headers, body, created_at)
       values ('s', '${age}', 'f', 201, '{}', '', now() - interval '${age}')`,
  );
};

const remaining = async (column: string, table: string) => {
  const rows = await orm.em.fork().execute<{ value: string }[]>(`select ${column} as value from ${table}`);
  return rows.map(({ value }) => value).sort();
};

describe('pruning', () => {
  it('deletes what was kept for long enough, and nothing that was not published', async () => {
    for (const age of ['1 hour', '47 hours', '49 hours', '6 days', '8 days', '15 days'])
      await insertAged(age);
    expect(await pruneOnce(orm.em)).toBe(2 + 1 + 4);
    expect(await pruneOnce(orm.em)).toBe(0);
    expect(await remaining('topic', 'inbox')).toEqual(['1 hour', '47 hours', '49 hours', '6 days', '8 days']);
    expect(await remaining('key', 'idempotency_keys')).toEqual(['1 hour', '47 hours']);
    const topics = await remaining('topic', 'outbox');
    expect(topics).toContain('waiting 8 days');
    expect(topics).not.toContain('published 8 days');
    expect(topics).toHaveLength(10);
  });

  it('takes small batches, and leaves to another replica what that one is deleting', async () => {
    await orm.em.fork().execute(
      `truncate inbox;
       insert into inbox (event_id, topic, received_at)
         select gen_random_uuid(), 't', now() - interval '15 days' from generate_series(1, 2500)`,
    );
    await orm.em.fork().transactional(async (other) => {
      await other.execute('select 1 from inbox limit 500 for update');
      const batches = [await pruneOnce(orm.em), await pruneOnce(orm.em), await pruneOnce(orm.em)];
      expect(batches).toEqual([1000, 1000, 0]);
    });
    expect(await pruneOnce(orm.em)).toBe(500);
  });
});

describe('a connected database', () => {
  const steps: (() => Promise<unknown>)[] = [];
  let connected: Database;
  let metrics: Metrics;
  const sidecar = createFakeSidecar();

  beforeAll(async () => {
    await orm.em.fork().execute('truncate outbox, inbox, idempotency_keys');
    metrics = createMetrics('sample');
  });

  afterEach(async () => {
    for (const step of steps.splice(0).reverse()) await step();
  });

  const startProxy = async () => {
    const proxy = await startTcpProxy(database.url);
    steps.push(() => proxy.close());
    return proxy;
  };

  const open = (url: string) =>
    connectDatabase(sampleOrm(url), {
      name: 'sample',
      sidecar,
      log: recordLog().log,
      metrics,
      shutdown: { add: (_name, step) => void steps.push(step) },
    });

  const valueOf = async (name: string) => {
    const text = await metrics.registry.metrics();
    return new RegExp(`^${name}(?:{[^}]*})? (.*)$`, 'm').exec(text)?.[1];
  };

  it('relays its outbox, prunes, and shows how far the outbox lags behind', async () => {
    const proxy = await startProxy();
    sidecar.down = true;
    await insertAged('15 days');
    connected = open(proxy.url);
    const em = connected.orm.em.fork();
    enqueueEvent(em, userRegisteredV1, randomUUID(), {
      userId: randomUUID(),
      registeredAt: new Date().toISOString(),
    });
    await em.flush();
    await eventually(async () => {
      expect(await remaining('topic', 'inbox')).toEqual([]);
      expect(await valueOf('outbox_unpublished_events')).toBe('2');
      expect(Number(await valueOf('outbox_oldest_unpublished_age_seconds'))).toBeGreaterThan(
        15 * 86_400 - 60,
      );
      expect(await metrics.registry.metrics()).toMatch(
        /outbox_publishes_total{topic="user.registered.v1",outcome="failed"[^}]*} [1-9]/,
      );
    });
    sidecar.down = false;
    await eventually(async () => expect(await valueOf('outbox_unpublished_events')).toBe('0'));
    expect(await valueOf('outbox_oldest_unpublished_age_seconds')).toBe('0');
    await proxy.cut();
    expect(await valueOf('outbox_unpublished_events')).toBe('Nan');
  });

  it('does not keep the service from starting while the server is away, and is ready once it is there', async () => {
    metrics = createMetrics('sample');
    const proxy = await startProxy();
    await proxy.cut();
    connected = open(proxy.url);
    await expect(connected.checkReady()).rejects.toThrow('ECONNREFUSED');
    await proxy.mend();
    await eventually(() => connected.checkReady());
  });
});
