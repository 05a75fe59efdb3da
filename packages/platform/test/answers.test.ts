import { Readable } from 'node:stream';
import { Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { DomainError, noContent, ok } from '../src';
import { route, startSample, type Sample } from './sample-app';
import { putThing, THING_ID as id } from './sample-things';

let sample: Sample;

const plain = { summary: 'Does it.', tag: 'Things' } as const;
const routes = [
  putThing(() => undefined),
  route({
    ...plain,
    method: 'get',
    path: '/things/{id}',
    params: Type.Object({ id: Uuid }),
    operationId: 'getThing',
    access: 'public',
    responses: { 200: Type.Object({}) },
    handler: () => Promise.resolve(ok({ id: 1 }, { etag: '"1"' })),
  }),
  route({
    ...plain,
    method: 'post',
    path: '/strict',
    operationId: 'strict',
    access: 'public',
    ifMatch: 'required',
    responses: { 204: null },
    handler: () => Promise.resolve(noContent()),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/stream',
    operationId: 'stream',
    access: 'public',
    responses: { 200: 'text/plain' },
    handler: () =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: Readable.from(
          (async function* () {
            yield 'first';
            await Promise.resolve();
            throw new Error('the disk failed');
          })(),
        ),
      }),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/bug',
    operationId: 'bug',
    access: 'public',
    responses: { 200: Type.Object({}) },
    handler: () => Promise.reject(new Error('select * from secrets')),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/wrong',
    operationId: 'wrong',
    access: 'public',
    responses: { 200: Type.Object({ a: Type.String() }) },
    handler: () => Promise.resolve(ok({ a: 1 })),
  }),
  route({
    ...plain,
    method: 'get',
    path: '/busy',
    operationId: 'busy',
    access: 'public',
    responses: { 200: Type.Object({}) },
    handler: () =>
      Promise.reject(
        new DomainError('too-many-requests', 'slow-down', 'Slow down.', { retryAfterSeconds: 7 }),
      ),
  }),
];

beforeAll(async () => {
  sample = await startSample({
    routes,
    readiness: { sidecar: () => Promise.reject(new Error('no')), database: () => Promise.resolve() },
  });
});

afterAll(() => sample.close());

describe('an address', () => {
  it.each([
    ['GET', '/nothing', 404, 'route-not-found', undefined],
    ['GET', '/', 404, 'route-not-found', undefined],
    ['GET', '/things/%E0%A4%A', 400, 'invalid-request', undefined],
    ['DELETE', `/things/${id}`, 405, 'method-not-allowed', 'PUT, HEAD, GET'],
    ['OPTIONS', '/strict', 405, 'method-not-allowed', 'POST'],
    ['POST', '/health/live', 404, 'route-not-found', undefined],
  ])('%s %s is answered with %i', async (method, path, status, code, allow) => {
    const answer = await sample.send(method, path);
    expect(answer).toMatchObject({ status, body: { code, type: `/problems/${code}` } });
    expect(answer.headers['allow']).toBe(allow);
  });

  it('answers HEAD as it answers GET, without the body', async () => {
    const [head, get] = [
      await sample.send('HEAD', `/things/${id}`),
      await sample.send('GET', `/things/${id}`),
    ];
    expect(head).toMatchObject({
      status: 200,
      text: '',
      headers: { etag: '"1"', 'content-length': get.headers['content-length'] },
    });
  });

  it('is counted under its template, and one that leads nowhere under none', async () => {
    await sample.send('GET', '/nowhere/1234');
    const metrics = await sample.send('GET', '/metrics');
    expect(metrics.text).toContain('route="/things/{id}"');
    expect(metrics.text).not.toMatch(/1234|0190d4a0/);
  });
});

describe('an answer', () => {
  it('to a bug says nothing of it', async () => {
    const answer = await sample.send('GET', '/bug');
    expect(answer).toMatchObject({
      status: 500,
      body: { code: 'internal' },
      headers: { 'content-type': 'application/problem+json' },
    });
    expect(answer.text).not.toContain('secrets');
    expect(sample.text()).toContain('select * from secrets');
  });

  it('that its route does not declare fails the test that meets it', async () => {
    expect((await sample.send('GET', '/wrong')).status).toBe(500);
    expect(sample.text()).toContain('wrong answered 200 with a wrong body: /a must be string');
  });

  it('that is a refusal for now says when to come back', async () => {
    expect(await sample.send('GET', '/busy')).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
  });

  it('to a missing If-Match asks for one', async () => {
    expect(await sample.send('POST', '/strict')).toMatchObject({
      status: 428,
      body: { errors: [{ in: 'header', pointer: 'If-Match' }] },
    });
  });

  it('that breaks off is not taken for a whole one', async () => {
    await expect(sample.send('GET', '/stream')).rejects.toThrow();
    expect(sample.lines).toContainEqual(
      expect.objectContaining({ message: 'answer not completed', level: 'warn' }),
    );
  });
});

describe('health', () => {
  it('is alive whatever else is down, and says which part is down', async () => {
    expect(await sample.send('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await sample.send('GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'not-ready', checks: { database: 'up', sidecar: 'down' } },
    });
    expect((await sample.send('HEAD', '/health/live')).status).toBe(200);
  });

  it('is alive but not ready once the end of the process has begun', async () => {
    const shutdown = { begun: false };
    const ending = await startSample({ shutdown });
    expect((await ending.send('GET', '/health/ready')).status).toBe(200);
    shutdown.begun = true;
    expect(await ending.send('GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'not-ready' },
    });
    expect((await ending.send('GET', '/health/live')).status).toBe(200);
    await ending.close();
  });
});
