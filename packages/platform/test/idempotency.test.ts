import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { Type } from '@sinclair/typebox';
import { createEmptyDatabase, eventually, tokenFor, type TestDatabase } from '@sidecart/testing';
import { created, DomainError, noContent, ok, once, type Reply } from '../src';
import { route, sampleOrm, startSample, type Sample } from './sample-app';

let database: TestDatabase;
let orm: MikroORM;
let sample: Sample;
let effect: (em: EntityManager) => Promise<Reply>;

const change = (method: 'post' | 'put', idempotencyKey: 'optional' | 'required') =>
  route({
    method,
    path: '/changes/{id}',
    operationId: `change-${method}`,
    summary: 'Does what the test wants.',
    tag: 'Sample',
    access: 'optional',
    idempotencyKey,
    params: Type.Object({ id: Type.String() }),
    body: Type.Object(
      { a: Type.Optional(Type.Integer()), b: Type.Optional(Type.Array(Type.Unknown())) },
      { additionalProperties: false },
    ),
    responses: { 200: Type.Unknown(), 201: Type.Unknown(), 204: null },
    problems: [409],
    handler: ({ deps, idempotency }) => once(deps.em, idempotency, (em) => effect(em)),
  });

beforeAll(async () => {
  database = await createEmptyDatabase();
  orm = await MikroORM.init(sampleOrm(database.url));
  await orm.schema.createSchema();
  await orm.em.execute('create table effects (id serial primary key, name text unique)');
  sample = await startSample({ orm, routes: [change('post', 'required'), change('put', 'optional')] });
});

afterAll(async () => {
  await sample.close();
  await orm.close(true);
  await database.drop();
});

beforeEach(async () => {
  await orm.em.fork().execute('truncate effects, idempotency_keys');
  effect = async (em) => {
    const [row] = await em.execute<{ id: number }[]>('insert into effects (name) values (null) returning id');
    return created(`/api/effects/${row?.id}`, { id: row?.id, name: 'Ünïcode' }, { etag: '"1"' });
  };
});

const countEffects = async () => {
  const [row] = await orm.em.fork().execute<{ n: string }[]>('select count(*) as n from effects');
  return Number(row?.n);
};

const post = (
  key: string | undefined,
  { body = {}, token, path = '/changes/1' }: { body?: object | string; token?: string; path?: string } = {},
) => sample.send('POST', path, { token, body, headers: key === undefined ? {} : { 'idempotency-key': key } });

describe('a request that is repeated under its Idempotency-Key', () => {
  it('has one effect and gets the same bytes and headers, marked as repeated', async () => {
    const first = await post('k');
    const again = await post('k');
    expect(first).toMatchObject({ status: 201, body: { name: 'Ünïcode' }, headers: { etag: '"1"' } });
    expect(again).toMatchObject({ status: 201, text: first.text });
    for (const name of ['location', 'etag', 'content-type', 'content-length']) {
      expect(again.headers[name]).toBe(first.headers[name]);
    }
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await countEffects()).toBe(1);
  });

  it('has one effect when all repeats come at once, and all get its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('k')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await countEffects()).toBe(1);
  });

  it('gets the answer even where the first one left nothing to do for it', async () => {
    // As with a cart that the first request has emptied.
    await orm.em.fork().execute("insert into effects (name) values ('last')");
    effect = async (em) => {
      const rows: unknown[] = await em.execute('delete from effects returning id');
      if (rows.length === 0) throw new DomainError('refused', 'empty', 'There is nothing left.');
      return ok({ taken: rows.length });
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => post('k')));
    expect(answers.map(({ text }) => text)).toEqual(answers.map(() => '{"taken":1}'));
  });

  it.each<[string, () => Reply, string]>([
    ['nothing', noContent, ''],
    [
      'bytes',
      () => ({
        status: 200,
        body: Buffer.from('{"a":"ü"}'),
        headers: { 'content-type': 'application/json' },
      }),
      '{"a":"ü"}',
    ],
    ['an empty list', () => ok([]), '[]'],
  ])('gets the same when the answer was %s', async (_what, reply, text) => {
    effect = () => Promise.resolve(reply());
    const [first, again] = [await post('k'), await post('k')];
    expect(first.text).toBe(text);
    expect(again).toMatchObject({ status: first.status, text });
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
  });

  it('may write the members of its body in another order', async () => {
    await post('k', { body: '{"a":1,"b":[{"x":1,"y":2}]}' });
    expect((await post('k', { body: '{"b":[{"y":2,"x":1}],"a":1}' })).status).toBe(201);
    expect(await countEffects()).toBe(1);
  });
});

describe('an Idempotency-Key', () => {
  it.each([
    ['another body', { body: { a: 2 } }],
    ['another order of a list', { body: { a: 1, b: [2, 1] } }],
    ['another path', { body: { a: 1, b: [1, 2] }, path: '/changes/2' }],
  ])('is refused with %s', async (_what, request) => {
    await post('k', { body: { a: 1, b: [1, 2] } });
    expect(await post('k', request)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await countEffects()).toBe(1);
  });

  it('is refused with another body even while the first request is under way', async () => {
    const answers = await Promise.all([post('k', { body: { a: 1 } }), post('k', { body: { a: 2 } })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await countEffects()).toBe(1);
  });

  it('means nothing to another person or another operation', async () => {
    const [one, other] = [tokenFor(), tokenFor()];
    await Promise.all([post('k', { token: one }), post('k', { token: other }), post('k')]);
    await sample.send('PUT', '/changes/1', { body: {}, headers: { 'idempotency-key': 'k' } });
    expect(await countEffects()).toBe(4);
  });

  it('may be used again after a refusal, which left nothing behind', async () => {
    const works = effect;
    effect = async (em) => {
      await works(em);
      throw new DomainError('refused', 'no', 'No.');
    };
    expect((await post('k')).status).toBe(422);
    expect(await countEffects()).toBe(0);
    effect = works;
    expect((await post('k')).status).toBe(201);
  });

  it('may be used again after a failure in the middle, by one of those who waited for it', async () => {
    const works = effect;
    let calls = 0;
    effect = async (em) => {
      calls += 1;
      const reply = await works(em);
      if (calls === 1) await em.execute('select pg_terminate_backend(pg_backend_pid())');
      return reply;
    };
    const answers = await Promise.all(Array.from({ length: 3 }, () => post('k')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 503]);
    expect(await countEffects()).toBe(1);
  });

  it('that two requests share is not the reason when one of them conflicts with something else', async () => {
    await orm.em.fork().execute("insert into effects (name) values ('taken')");
    effect = async (em) => {
      await em.execute("insert into effects (name) values ('taken')");
      return noContent();
    };
    expect(await post('k')).toMatchObject({ status: 409, body: { code: 'already-exists' } });
  });

  it.each([
    ['missing', undefined],
    ['empty', ' '],
    ['too long', 'x'.repeat(256)],
    ['not of visible ASCII', 'a b'],
  ])('that is %s is a fault of its header', async (_what, key) => {
    expect(await post(key)).toMatchObject({
      status: 400,
      body: { code: 'invalid-idempotency-key', errors: [{ in: 'header', pointer: 'Idempotency-Key' }] },
    });
  });

  it('may be left out where it is optional, and every request then has its effect', async () => {
    for (const _ of [1, 2]) expect((await sample.send('PUT', '/changes/1', { body: {} })).status).toBe(201);
    expect(await countEffects()).toBe(2);
  });

  it('waits no longer for the first request than a lock may be waited for', async () => {
    let release: (() => void) | undefined;
    const works = effect;
    effect = async (em) => {
      await new Promise<void>((resolve) => (release = resolve));
      return works(em);
    };
    const first = post('k');
    await eventually(() => expect(release).toBeDefined());
    expect((await post('k')).status).toBe(503);
    release?.();
    expect((await first).status).toBe(201);
  });
});

it('an answer that is a stream cannot be kept, and has no effect', async () => {
  const works = effect;
  effect = async (em) => {
    await works(em);
    return { status: 200, body: Readable.from(['x']) };
  };
  expect((await post(randomUUID())).status).toBe(500);
  expect(await countEffects()).toBe(0);
});
