import '../src/tracing';
import { Type } from '@sinclair/typebox';
import { createTestVerifier, serve, type TestServer } from '@sidecart/testing';
import {
  connectSidecar,
  createApp,
  createLogger,
  createMetrics,
  currentTraceId,
  currentTraceparent,
  inSomeTrace,
  inTrace,
  ok,
  routeFor,
  type Sidecar,
} from '../src';
import { startHttpSidecar, type HttpSidecar } from './http-sidecar';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACEPARENT = `00-${TRACE}-b7ad6b7169203331-01`;

let server: HttpSidecar;
let sidecar: Sidecar;
let service: TestServer;

beforeAll(async () => {
  server = await startHttpSidecar();
  server.answer(200, '{}');
  sidecar = connectSidecar({ port: server.port });
  const route = routeFor<object>();
  const callAnother = route({
    method: 'get',
    path: '/calls',
    operationId: 'callAnother',
    summary: 'Calls another service.',
    tag: 'test',
    access: 'public',
    responses: { 200: Type.Object({}) },
    async handler() {
      await sidecar.invoke({ appId: 'other', method: 'GET', path: '/', timeoutMs: 2_000 });
      return ok({});
    },
  });
  service = await serve(
    createApp({
      name: 'test',
      routes: [callAnother],
      scope: () => ({}),
      verifier: createTestVerifier(),
      readiness: {},
      appToken: undefined,
      log: createLogger('test', 'error'),
      metrics: createMetrics('test'),
    }),
  );
});

afterAll(async () => {
  await service.close();
  await sidecar.close();
  await server.close();
});

describe('the trace of a request, where nothing is exported', () => {
  it('goes on in what the service calls', async () => {
    expect((await service.send('GET', '/calls', { headers: { traceparent: TRACEPARENT } })).status).toBe(200);
    expect(server.received.at(-1)?.headers['traceparent']).toBe(TRACEPARENT);
  });

  it.each([undefined, 'nonsense', '00-0-0-01'])('is not invented: %s', async (traceparent) => {
    const headers = traceparent === undefined ? {} : { traceparent };
    expect((await service.send('GET', '/calls', { headers })).status).toBe(200);
    expect(server.received.at(-1)?.headers['traceparent']).toBeUndefined();
  });
});

describe('a trace that is gone on with', () => {
  it('is the one that was kept', async () => {
    expect(currentTraceparent()).toBeUndefined();
    await inTrace(TRACEPARENT, async () => {
      await Promise.resolve();
      expect(currentTraceId()).toBe(TRACE);
      expect(currentTraceparent()).toBe(TRACEPARENT);
    });
  });

  it.each([undefined, null, 'nonsense'])('is none where none was kept: %s', (traceparent) => {
    expect(inTrace(traceparent, currentTraceId)).toBeUndefined();
  });

  it('is the active one before a new one', () => {
    expect(inTrace(TRACEPARENT, () => inSomeTrace(currentTraceId))).toBe(TRACE);
    const [first, second] = [inSomeTrace(currentTraceId), inSomeTrace(currentTraceId)];
    expect(first).toMatch(/^[\da-f]{32}$/);
    expect(second).not.toBe(first);
  });
});
