import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@sidecart/contracts';
import { connectSidecar, runInContext, type Sidecar } from '../src';
import { startHttpSidecar, type HttpSidecar } from './http-sidecar';

const TOKEN = 'the-api-token-of-the-sidecar';
const unavailable = { name: 'DomainError', kind: 'unavailable' };

let server: HttpSidecar;
let sidecar: Sidecar;

beforeAll(async () => {
  server = await startHttpSidecar();
  sidecar = connectSidecar({ port: server.port, apiToken: TOKEN });
});

afterAll(async () => {
  await sidecar.close();
  await server.close();
});

beforeEach(() => {
  server.received.length = 0;
  server.answer(204);
});

const last = () => server.received.at(-1)!;

/** The answer begins, and then nothing more comes. */
const hang = () => {
  server.respond = (response) => void response.writeHead(200, { 'content-length': '100' }).write('{');
};

/** The answer begins, and then the connection is gone. */
const breakOff = () => {
  server.respond = (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{', () => void response.destroy());
  };
};

describe('a call to another service', () => {
  const call = {
    appId: 'product',
    method: 'POST',
    path: '/a?b=c',
    body: { x: 1 },
    timeoutMs: 2_000,
  } as const;

  it('goes to the own sidecar with its token, the app id and the request id', async () => {
    server.answer(201, '{"ok":true}');
    const result = await runInContext({ requestId: 'r1' }, () =>
      sidecar.invoke({
        ...call,
        headers: { 'x-other': 'y', 'dapr-api-token': 'forged', 'dapr-app-id': 'forged' },
      }),
    );
    expect(result).toEqual({ status: 201, body: { ok: true } });
    expect(last()).toMatchObject({
      method: 'POST',
      path: '/a?b=c',
      body: { x: 1 },
      headers: {
        'dapr-app-id': 'product',
        'dapr-api-token': TOKEN,
        'x-request-id': 'r1',
        'x-other': 'y',
        'content-type': 'application/json',
      },
    });
  });

  it.each([
    [404, '{"code":"not-found"}', { code: 'not-found' }],
    [500, 'no such app', 'no such app'],
    [204, '', undefined],
  ])('gives the status %i and its body as a result', async (status, text, body) => {
    server.answer(status, text);
    expect(await sidecar.invoke(call)).toEqual({ status, body });
  });

  it.each([
    ['comes too late', hang],
    ['breaks off', breakOff],
  ])('is unavailable when the answer %s', async (_what, respond) => {
    respond();
    await expect(sidecar.invoke({ ...call, timeoutMs: 100 })).rejects.toMatchObject({
      ...unavailable,
      message: 'The product service is not available at the moment.',
    });
  });

  it('is unavailable when there is no sidecar, and says why to the log only', async () => {
    const lost = connectSidecar({ port: 1, apiToken: TOKEN });
    await expect(lost.invoke(call)).rejects.toMatchObject({
      ...unavailable,
      cause: { code: 'ECONNREFUSED' },
    });
    await lost.close();
  });

  it('keeps its connections for the next ones', async () => {
    await sidecar.invoke(call);
    const before = server.connections();
    for (let index = 0; index < 50; index += 1) await sidecar.invoke(call);
    expect(server.connections() - before).toBeLessThan(5);
  });
});

describe('publishing', () => {
  const event = (): CloudEvent => ({
    specversion: '1.0',
    id: randomUUID(),
    type: 'user.registered.v1',
    source: 'auth',
    data: {},
  });

  it('sends each event in its own envelope, so that a repeat has the same id', async () => {
    const events = [event(), event()];
    expect(await sidecar.publishBulk('user.registered.v1', events)).toEqual(new Set());
    expect(last()).toMatchObject({
      method: 'POST',
      path: '/v1.0/publish/bulk/pubsub/user.registered.v1',
      headers: { 'dapr-api-token': TOKEN, 'content-type': 'application/json' },
      body: events.map((each) => ({
        entryId: each.id,
        event: each,
        contentType: 'application/cloudevents+json',
      })),
    });
  });

  it('names the subject as the key whose events belong in one order', async () => {
    await sidecar.publishBulk('user.registered.v1', [event(), { ...event(), subject: 'a user' }]);
    expect((last().body as { metadata?: object }[]).map(({ metadata }) => metadata)).toEqual([
      undefined,
      { partitionKey: 'a user' },
    ]);
  });

  it('tells which events the broker did not take', async () => {
    const events = [event(), event(), event()];
    const failedEntries = [{ entryId: events[1]!.id, error: 'no' }];
    server.answer(500, JSON.stringify({ failedEntries, errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE' }));
    expect(await sidecar.publishBulk('t', events)).toEqual(new Set([events[1]!.id]));
  });

  it.each([
    ['names none', 500, '{"failedEntries":[]}'],
    ['speaks of something else', 403, '{"errorCode":"ERR_PUBSUB_FORBIDDEN"}'],
    ['is not JSON', 502, 'bad gateway'],
    ['is empty', 413, ''],
  ])('fails as a whole when a refusal %s', async (_what, status, body) => {
    server.answer(status, body);
    await expect(sidecar.publishBulk('t', [event()])).rejects.toMatchObject(unavailable);
  });

  it('fails as a whole when the answer breaks off', async () => {
    breakOff();
    await expect(sidecar.publishBulk('t', [event()])).rejects.toMatchObject(unavailable);
  });
});

describe('state', () => {
  it('is kept with an end', async () => {
    await sidecar.saveState('k', '{"a":1}', 60);
    expect(last()).toMatchObject({
      method: 'POST',
      headers: { 'dapr-api-token': TOKEN },
      body: [{ key: 'k', value: '{"a":1}', metadata: { ttlInSeconds: '60' } }],
    });
    expect(last().path).toMatch(/^\/v1\.0\/state\/cache\b/);
  });

  it.each(['{"a":1}', '123', 'true', 'plain'])('is read as the text that was kept: %s', async (text) => {
    server.answer(200, JSON.stringify(text));
    expect(await sidecar.getState('a/b c')).toBe(text);
    expect(last().path).toMatch(/^\/v1\.0\/state\/cache\/a%2Fb%20c\b/);
    expect(last().headers['dapr-api-token']).toBe(TOKEN);
  });

  it('that there is none of is undefined', async () => {
    expect(await sidecar.getState('k')).toBeUndefined();
  });

  it('that cannot be kept is an error, though the SDK only returns one', async () => {
    server.answer(500, '{"errorCode":"ERR_STATE_SAVE"}');
    await expect(sidecar.saveState('k', 'v', 60)).rejects.toMatchObject(unavailable);
  });

  it('that cannot be read is an error', async () => {
    server.answer(500, '{"errorCode":"ERR_STATE_GET"}');
    await expect(sidecar.getState('k')).rejects.toThrow('ERR_STATE_GET');
  });

  it('is not waited for when it takes long', async () => {
    hang();
    const startedAt = performance.now();
    await expect(sidecar.getState('k')).rejects.toMatchObject(unavailable);
    await expect(sidecar.saveState('k', 'v', 60)).rejects.toMatchObject(unavailable);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe('a secret', () => {
  it('is read from the component secrets', async () => {
    server.answer(200, '{"databaseUrl":"postgres://x"}');
    expect(await sidecar.getSecret('order')).toEqual({ databaseUrl: 'postgres://x' });
    expect(last()).toMatchObject({
      path: '/v1.0/secrets/secrets/order',
      headers: { 'dapr-api-token': TOKEN },
    });
  });

  it('is a JSON object in a store with one value for each secret', async () => {
    server.answer(200, JSON.stringify({ order: '{"databaseUrl":"postgres://x","other":"y"}' }));
    expect(await sidecar.getSecret('order')).toEqual({ databaseUrl: 'postgres://x', other: 'y' });
  });

  it.each(['postgres://user:hidden@host', '["hidden"]', '{"databaseUrl":{"hidden":1}}', ''])(
    'that is the one value %j is an error that does not repeat it',
    async (value) => {
      server.answer(200, JSON.stringify({ order: value }));
      await expect(sidecar.getSecret('order')).rejects.toThrow(
        /^The secret order has one value, which is not a JSON object of texts$/,
      );
    },
  );

  it('that does not exist is an error', async () => {
    server.answer(500, '{"errorCode":"ERR_SECRET_GET"}');
    await expect(sidecar.getSecret('order')).rejects.toThrow('ERR_SECRET_GET');
  });
});

describe('readiness', () => {
  it('is that of the outbound API, which does not wait for the app', async () => {
    await sidecar.checkReady();
    expect(last()).toMatchObject({ method: 'GET', path: '/v1.0/healthz/outbound' });
  });

  it('is missing when the sidecar says so', async () => {
    server.answer(500, 'no');
    await expect(sidecar.checkReady()).rejects.toMatchObject(unavailable);
  });
});
