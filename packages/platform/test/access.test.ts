import { Type } from '@sinclair/typebox';
import { tokenFor } from '@sidecart/testing';
import { ok } from '../src';
import { route, startSample, type Sample } from './sample-app';
import { THING_ID as id } from './sample-things';

const plain = { summary: 'Does it.', tag: 'Things' } as const;

describe('a route for signed-in people', () => {
  const spec = { ...plain, method: 'get', responses: { 200: Type.Object({}) } } as const;
  let guarded: Sample;

  beforeAll(async () => {
    guarded = await startSample({
      appToken: 'the-app-token-of-the-sidecar',
      routes: [
        route({
          ...spec,
          path: '/mine',
          operationId: 'mine',
          access: 'customer',
          handler: ({ principal }) => Promise.resolve(ok({ ...principal })),
        }),
        route({
          ...spec,
          path: '/staff',
          operationId: 'staff',
          access: 'staff',
          handler: () => Promise.resolve(ok({})),
        }),
        route({
          ...spec,
          path: '/maybe',
          operationId: 'maybe',
          access: 'optional',
          handler: ({ principal }) => Promise.resolve(ok({ known: principal !== undefined })),
        }),
        route({
          ...spec,
          path: '/internal',
          operationId: 'internal',
          access: { services: ['order'] },
          handler: () => Promise.resolve(ok({})),
        }),
      ],
    });
  });

  afterAll(() => guarded.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    guarded.send('GET', path, { headers: { 'dapr-api-token': 'the-app-token-of-the-sidecar', ...headers } });

  it.each([
    ['/mine', {}, 401, 'token-required'],
    ['/mine', { authorization: 'Basic abc' }, 401, 'invalid-token'],
    ['/mine', { authorization: 'Bearer ' }, 401, 'invalid-token'],
    ['/mine', { authorization: 'Bearer a.b.c' }, 401, 'invalid-token'],
    ['/mine', { 'x-user-id': id, 'dapr-caller-app-id': 'order' }, 401, 'token-required'],
    ['/maybe', { authorization: 'Bearer a.b.c' }, 401, 'invalid-token'],
    ['/staff', { authorization: tokenFor('customer') }, 403, 'forbidden'],
    ['/internal', {}, 403, 'forbidden'],
    ['/internal', { 'dapr-caller-app-id': 'gateway' }, 403, 'forbidden'],
    ['/internal', { authorization: tokenFor('admin') }, 403, 'forbidden'],
  ])('%s with %j is answered with %i', async (path, headers, status, code) => {
    const answer = await get(path, headers);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined);
  });

  it.each([
    ['/mine', { authorization: tokenFor('customer', id) }],
    ['/mine', { authorization: tokenFor('admin') }],
    ['/staff', { authorization: tokenFor('staff') }],
    ['/maybe', {}],
    ['/internal', { 'dapr-caller-app-id': 'order' }],
  ])('%s lets in who may', async (path, headers) => {
    expect((await get(path, headers as Record<string, string>)).status).toBe(200);
  });

  it.each([undefined, 'the-app-token-of-the-sidecaR', ''])(
    'answers its own sidecar only: %s',
    async (token) => {
      const headers: Record<string, string> = token === undefined ? {} : { 'dapr-api-token': token };
      for (const path of ['/mine', '/internal', '/nothing']) {
        expect(await guarded.send('GET', path, { headers })).toMatchObject({
          status: 401,
          body: { code: 'sidecar-required' },
        });
      }
      expect((await guarded.send('GET', '/health/live', { headers })).status).toBe(200);
    },
  );

  it('logs no token', () => {
    expect(guarded.text()).not.toMatch(/eyJ|the-app-token/);
  });
});
