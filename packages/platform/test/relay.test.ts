import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { orderDeliveredV1, userRegisteredV1, type EventContract } from '@sidecart/contracts';
import { createEmptyDatabase, createFakeSidecar, eventually, type TestDatabase } from '@sidecart/testing';
import { enqueueEvent, startRelay, unavailable, type Sidecar, type Worker } from '../src';
import { recordLog, sampleOrm } from './sample-app';

let database: TestDatabase;
let orm: MikroORM;
let relays: Worker[] = [];

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
});

afterEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()));
  relays = [];
  await orm.em.fork().execute('truncate outbox');
});

afterAll(async () => {
  await orm.close(true);
  await database.drop();
});

const { log, lines } = recordLog();
const outcomes: [string, number, number][] = [];

function start(publishBulk: Sidecar['publishBulk']): Worker {
  const relay = startRelay({
    em: orm.em,
    sidecar: { ...createFakeSidecar(), publishBulk },
    source: 'sample',
    log,
    noteOutcome: (...outcome) => outcomes.push(outcome),
  });
  relays.push(relay);
  return relay;
}

const userId = randomUUID();
const user = () => ({ userId, registeredAt: new Date().toISOString() });
const order = () => ({
  orderId: randomUUID(),
  orderNumber: 'SC-1',
  customerId: userId,
  deliveredAt: new Date().toISOString(),
});

/** @returns the ids of the events */
async function enqueue(
  contract: EventContract,
  data: () => Record<string, unknown>,
  count = 1,
): Promise<string[]> {
  const em = orm.em.fork();
  for (let index = 0; index < count; index += 1) enqueueEvent(em, contract, userId, data());
  await em.flush();
  const rows = await em.execute<{ id: string }[]>('select id from outbox where topic = ? order by id', [
    contract.type,
  ]);
  return rows.map(({ id }) => id).slice(-count);
}

const countWaiting = async () => {
  const [row] = await orm.em
    .fork()
    .execute<{ n: string }[]>('select count(*) as n from outbox where published_at is null');
  return Number(row?.n);
};

/** A broker that keeps what it takes and refuses what it is told to. */
function createBroker() {
  const taken: string[] = [];
  const attempts: { topic: string; size: number }[] = [];
  const broker = {
    taken,
    attempts,
    refusedTopics: new Set<string>(),
    refusedIds: new Set<string>(),
    publishBulk: ((topic, events) => {
      attempts.push({ topic, size: events.length });
      if (broker.refusedTopics.has(topic)) return Promise.reject(unavailable('message broker'));
      taken.push(...events.map((event) => event.id).filter((id) => !broker.refusedIds.has(id)));
      return Promise.resolve(broker.refusedIds);
    }) as Sidecar['publishBulk'],
  };
  return broker;
}

describe('the relay', () => {
  it('publishes what was committed as CloudEvents whose id is that of the outbox, oldest first', async () => {
    const events: unknown[] = [];
    const ids = await enqueue(userRegisteredV1, user, 3);
    start((_topic, batch) => {
      events.push(...batch);
      return Promise.resolve(new Set());
    });
    await eventually(async () => expect(await countWaiting()).toBe(0));
    expect(events).toMatchObject(
      ids.map((id) => ({
        id,
        specversion: '1.0',
        source: 'sample',
        type: 'user.registered.v1',
        subject: userId,
      })),
    );
  });

  it('publishes nothing that was rolled back', async () => {
    const broker = createBroker();
    start(broker.publishBulk);
    const failing = orm.em.fork().transactional(async (em) => {
      enqueueEvent(em, userRegisteredV1, userId, user());
      await em.flush();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const [id] = await enqueue(userRegisteredV1, user);
    await eventually(() => expect(broker.taken).toEqual([id]));
  });

  it('publishes an event again under the same id when it could not note that it was published', async () => {
    const published: string[] = [];
    const [id] = await enqueue(userRegisteredV1, user);
    start(async (_topic, events) => {
      published.push(...events.map((event) => event.id));
      // As if the process were killed after the broker took it: the transaction that would note it ends.
      if (published.length === 1)
        await orm.em
          .fork()
          .execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
          );
      return new Set();
    });
    await eventually(async () => expect(await countWaiting()).toBe(0));
    expect(published).toEqual([id, id]);
  });

  it('marks only what the broker took, and publishes the rest as soon as it does', async () => {
    const broker = createBroker();
    const ids = await enqueue(userRegisteredV1, user, 5);
    broker.refusedIds.add(ids[0]!).add(ids[3]!);
    start(broker.publishBulk);
    await eventually(async () => expect(await countWaiting()).toBe(2));
    expect(broker.taken).toEqual([ids[1], ids[2], ids[4]]);
    broker.refusedIds.clear();
    await eventually(async () => expect(await countWaiting()).toBe(0));
    expect(outcomes).toContainEqual(['user.registered.v1', 3, 2]);
  });

  it('goes on with other events of the topic while more of them than a batch holds are refused', async () => {
    const broker = createBroker();
    for (const id of await enqueue(userRegisteredV1, user, 150)) broker.refusedIds.add(id);
    start(broker.publishBulk);
    const [good] = await enqueue(userRegisteredV1, user);
    await eventually(() => expect(broker.taken).toEqual([good]));
  });

  it('goes on with other topics while one always fails', async () => {
    const broker = createBroker();
    broker.refusedTopics.add(userRegisteredV1.type);
    await enqueue(userRegisteredV1, user, 150);
    const relay = start(broker.publishBulk);
    for (let round = 1; round <= 3; round += 1) {
      const [id] = await enqueue(orderDeliveredV1, order);
      relay.wake();
      await eventually(() => expect(broker.taken).toContain(id));
    }
    expect(broker.taken).toHaveLength(3);
  });

  it('goes on with other topics while one hangs', async () => {
    const taken: string[] = [];
    let hanging = 0;
    const ends: (() => void)[] = [];
    const relay = start((topic, events) => {
      if (topic === userRegisteredV1.type) {
        hanging += 1;
        // The first attempt fails at once, those after it take longer than anybody waits.
        if (hanging === 1) return Promise.reject(unavailable('message broker'));
        return new Promise((_, reject) => ends.push(() => reject(unavailable('message broker'))));
      }
      taken.push(...events.map((event) => event.id));
      return Promise.resolve(new Set());
    });
    await enqueue(userRegisteredV1, user);
    relay.wake();
    await eventually(() => expect(hanging).toBe(2));
    const [id] = await enqueue(orderDeliveredV1, order);
    relay.wake();
    await eventually(() => expect(taken).toEqual([id]));
    ends.forEach((end) => end());
  });

  it('tries a topic that fails ever less often', async () => {
    const broker = createBroker();
    broker.refusedTopics.add(userRegisteredV1.type);
    await enqueue(userRegisteredV1, user);
    const relay = start(broker.publishBulk);
    const until = Date.now() + 1_200;
    await eventually(() => {
      relay.wake();
      expect(Date.now()).toBeGreaterThan(until);
    });
    expect(broker.attempts.length).toBeLessThanOrEqual(3);
    expect(lines.filter((line) => line['message'] === 'topic not published')).not.toHaveLength(0);
  });

  it('shares the work with another replica without publishing anything twice', async () => {
    const broker = createBroker();
    const ids = await enqueue(userRegisteredV1, user, 450);
    const slowly: Sidecar['publishBulk'] = async (topic, events) => {
      await orm.em.fork().execute('select pg_sleep(0.02)');
      return broker.publishBulk(topic, events);
    };
    start(slowly);
    start(slowly);
    await eventually(async () => expect(await countWaiting()).toBe(0));
    expect(broker.taken.sort()).toEqual([...ids].sort());
  });

  it('splits what is too large for one request', async () => {
    const broker = createBroker();
    const large = () => ({ ...user(), padding: 'x'.repeat(200_000) });
    await enqueue(userRegisteredV1, large, 12);
    start(broker.publishBulk);
    await eventually(async () => expect(await countWaiting()).toBe(0));
    expect(broker.attempts.map(({ size }) => size)).toEqual([5, 5, 2]);
  });
});

describe('the outbox', () => {
  it('refuses data that does not fit its contract, or is too large for a broker', () => {
    const em = orm.em.fork();
    expect(() => enqueueEvent(em, userRegisteredV1, userId, { userId: 'x', registeredAt: 'y' })).toThrow(
      'user.registered.v1 does not fit its contract: /userId',
    );
    const huge = { ...user(), padding: 'x'.repeat(300_000) };
    expect(() => enqueueEvent(em, userRegisteredV1, userId, huge)).toThrow('larger than 262144 bytes');
  });
});
