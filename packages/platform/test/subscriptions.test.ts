import '../src/tracing';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { MikroORM } from '@mikro-orm/postgresql';
import { userRegisteredV1, type EventData } from '@sidecart/contracts';
import { createEmptyDatabase, eventually, type TestDatabase } from '@sidecart/testing';
import { DomainError, type EventInput } from '../src';
import { sampleOrm, startSample, subscribe, type Sample, type SampleDeps } from './sample-app';

type Input = EventInput<SampleDeps, typeof userRegisteredV1>;

let database: TestDatabase;
let orm: MikroORM;
let sample: Sample;
let handle: (input: Input) => Promise<void>;

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
  await orm.em.execute('create table effects (id uuid primary key default gen_random_uuid(), note text)');
  sample = await startSample({ orm, subscriptions: [subscribe(userRegisteredV1, (input) => handle(input))] });
});

afterAll(async () => {
  await sample.close();
  await orm.close(true);
  await database.drop();
});

beforeEach(async () => {
  await orm.em.fork().execute('truncate effects, inbox');
  handle = async ({ em, data }) => {
    await em.execute('insert into effects (note) values (?)', [data.userId]);
  };
});

const data = (): EventData<typeof userRegisteredV1> => ({
  userId: randomUUID(),
  registeredAt: new Date().toISOString(),
});

const countRows = async (table: 'effects' | 'inbox') => {
  const [row] = await orm.em.fork().execute<{ n: string }[]>(`select count(*) as n from ${table}`);
  return Number(row?.n);
};

const deliverRaw = async (body: string, headers: Record<string, string> = {}) => {
  const response = await sample.send('POST', '/events/user.registered.v1', {
    headers: { 'content-type': 'application/cloudevents+json', ...headers },
    body,
  });
  return [response.status, (response.body as { status: string }).status];
};

const envelope = (changes: object) =>
  JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    type: 'user.registered.v1',
    source: 'auth',
    data: data(),
    ...changes,
  });

describe('the delivery of an event', () => {
  it('has its effect together with the inbox entry', async () => {
    expect(await sample.deliver(userRegisteredV1, data())).toBe('SUCCESS');
    expect([await countRows('effects'), await countRows('inbox')]).toEqual([1, 1]);
  });

  it('tells its handler who it is, when it happened and in which trace', async () => {
    const seen: Partial<Input>[] = [];
    handle = ({ eventId, occurredAt, traceId }) =>
      Promise.resolve(void seen.push({ eventId, occurredAt, traceId }));
    const [id, time] = [randomUUID(), '2026-01-02T03:04:05.678Z'];
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await sample.deliver(userRegisteredV1, data(), id, { time, traceparent });
    await sample.deliver(userRegisteredV1, data(), randomUUID(), { time: 'noon' });
    expect(seen[0]).toEqual({
      eventId: id,
      occurredAt: new Date(time),
      traceId: '0af7651916cd43dd8448eb211c80319c',
    });
    expect(seen[1]).toMatchObject({ occurredAt: undefined, traceId: undefined });
  });

  it('has its effect once, however often and however concurrently it is delivered', async () => {
    const id = randomUUID();
    const verdicts = await Promise.all(
      Array.from({ length: 8 }, () => sample.deliver(userRegisteredV1, data(), id)),
    );
    verdicts.push(await sample.deliver(userRegisteredV1, data(), id));
    expect(new Set(verdicts)).toEqual(new Set(['SUCCESS']));
    expect(await countRows('effects')).toBe(1);
  });

  it('has both through the em it is given and through that of its dependencies', async () => {
    handle = async ({ em, deps }) => {
      await em.execute("insert into effects (note) values ('em')");
      await deps.em.execute("insert into effects (note) values ('deps.em')");
      throw new Error('no');
    };
    expect(await sample.deliver(userRegisteredV1, data())).toBe('RETRY');
    expect([await countRows('effects'), await countRows('inbox')]).toEqual([0, 0]);
  });

  it('is asked for again after a failure, and then has its effect', async () => {
    const id = randomUUID();
    const works = handle;
    handle = () => Promise.reject(new Error('no'));
    expect(await sample.deliver(userRegisteredV1, data(), id)).toBe('RETRY');
    handle = works;
    expect(await sample.deliver(userRegisteredV1, data(), id)).toBe('SUCCESS');
    expect(await countRows('effects')).toBe(1);
  });

  it.each(['refused', 'conflict'] as const)('is given up when the rules say no: %s', async (kind) => {
    handle = () => Promise.reject(new DomainError(kind, 'no', 'No.'));
    expect(await sample.deliver(userRegisteredV1, data())).toBe('DROP');
    expect(await countRows('inbox')).toBe(0);
  });

  it.each(['not-found', 'unavailable'] as const)(
    'is asked for again when it may succeed later: %s',
    async (kind) => {
      handle = () => Promise.reject(new DomainError(kind, 'no', 'No.'));
      expect(await sample.deliver(userRegisteredV1, data())).toBe('RETRY');
    },
  );

  it('is asked for again while the database is away', async () => {
    handle = async ({ em }) => {
      await em.execute('select pg_terminate_backend(pg_backend_pid())');
    };
    expect(await sample.deliver(userRegisteredV1, data())).toBe('RETRY');
  });

  it('ignores attributes and members that it does not know', async () => {
    const body = envelope({ topic: 't', traceid: 'x', data: { ...data(), added: 'later' } });
    expect(await deliverRaw(body)).toEqual([200, 'SUCCESS']);
  });

  it.each([
    ['is not JSON', '{'],
    ['is nothing', ''],
    ['has no envelope', JSON.stringify(data())],
    ['has no data', envelope({ data: undefined })],
    ['has data of another form', envelope({ data: { userId: 1 } })],
    ['has an id that is not ours', envelope({ id: 'urn:uuid:8b4c3c0e-6f9e-4f0e-8f37-9b1f6b1c8a11' })],
    ['is huge', envelope({ padding: 'x'.repeat(1_100_000) })],
  ])('drops what %s, with status 200', async (_what, body) => {
    expect(await deliverRaw(body)).toEqual([200, 'DROP']);
    expect(await countRows('inbox')).toBe(0);
  });

  it('drops nothing because it was cut off on its way', async () => {
    const { port } = new URL(sample.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.end(
      'POST /events/user.registered.v1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"specversion"',
    );
    await eventually(() =>
      expect(sample.lines).toContainEqual(
        expect.objectContaining({ message: 'request', route: '/events/user.registered.v1', status: 400 }),
      ),
    );
  });

  it('is counted by topic and outcome', async () => {
    const metrics = await sample.metrics.registry.metrics();
    for (const outcome of ['applied', 'duplicate', 'retried', 'dropped']) {
      expect(metrics).toMatch(
        new RegExp(
          `inbox_deliveries_total{topic="user.registered.v1",outcome="${outcome}",service="sample"} [1-9]`,
        ),
      );
    }
  });
});
