import '../src/tracing';
import { randomUUID } from 'node:crypto';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { userRegisteredV1 } from '@sidecart/contracts';
import { createEmptyDatabase, type TestDatabase } from '@sidecart/testing';
import { enqueueEvent, inTrace, OutboxMessage } from '../src';
import { sampleOrm, startSample, subscribe, type Sample } from './sample-app';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

let database: TestDatabase;
let orm: MikroORM;
let sample: Sample;

const data = () => ({ userId: randomUUID(), registeredAt: new Date().toISOString() });
const say = (em: EntityManager) => {
  enqueueEvent(em, userRegisteredV1, randomUUID(), data());
  return Promise.resolve();
};
const enqueue = () => orm.em.fork().transactional(say);
const traceparents = async () =>
  (await orm.em.fork().find(OutboxMessage, {}, { orderBy: { id: 'asc' } })).map(
    (message) => message.traceparent,
  );

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
  const tellOn = subscribe(userRegisteredV1, ({ em }) => say(em));
  sample = await startSample({ orm, subscriptions: [tellOn] });
});

afterAll(async () => {
  await sample.close();
  await orm.close(true);
  await database.drop();
});

beforeEach(() => orm.em.fork().execute('truncate outbox, inbox'));

describe('the trace of an event', () => {
  it('is that of what brought it about', async () => {
    await inTrace(TRACEPARENT, enqueue);
    expect(await traceparents()).toEqual([TRACEPARENT]);
  });

  it('is a new one where nothing is traced, so that what it leads to can be found', async () => {
    await enqueue();
    await enqueue();
    const [first, second] = await traceparents();
    expect(first).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/);
    expect(second).not.toBe(first);
  });

  it('goes on in what its consumer publishes', async () => {
    await sample.deliver(userRegisteredV1, data(), randomUUID(), { traceparent: TRACEPARENT });
    expect((await traceparents()).map((one) => one?.split('-')[1])).toEqual([TRACE]);
  });
});
