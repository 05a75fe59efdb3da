import { Money, StrictObject, StringEnum, Uuid } from '@sidecart/contracts';
import { findOpenApiFaults } from '@sidecart/testing';
import { Type } from '@sinclair/typebox';
import { toOpenApi } from './openapi';
import { PageOf, PageQuery } from './page';
import { noContent, ok } from './reply';
import { routeFor, type Access } from './route';

const route = routeFor<object>();
const common = { summary: 'Does it.', tag: 'Things', handler: () => Promise.resolve(noContent()) } as const;

const Thing = Type.Object({
  id: Uuid,
  price: Money,
  note: Type.Union([Type.String({ format: 'email' }), Type.Null()]),
  at: Type.Optional(Type.String({ format: 'date-time' })),
  state: StringEnum(['a', 'b']),
  tags: Type.Record(Type.String(), Type.Unknown()),
});

const guarded = (access: Access) =>
  route({
    ...common,
    method: 'delete',
    path: `/${JSON.stringify(access)}`,
    operationId: `as ${JSON.stringify(access)}`,
    access,
    responses: { 204: null },
  });

const routes = [
  route({
    ...common,
    method: 'get',
    path: '/things',
    operationId: 'listThings',
    access: 'public',
    query: StrictObject({
      ...PageQuery,
      state: Type.Optional(StringEnum(['a', 'b'], { description: 'Which.' })),
    }),
    responses: { 200: PageOf(Thing) },
    handler: () => Promise.resolve(ok({})),
  }),
  route({
    ...common,
    method: 'put',
    path: '/things/{id}',
    operationId: 'putThing',
    access: 'staff',
    params: Type.Object({ id: Uuid }),
    body: StrictObject({ state: StringEnum(['a', 'b']) }),
    idempotencyKey: 'optional',
    ifMatch: 'required',
    responses: { 200: Thing, 204: null },
    problems: [409],
  }),
  route({
    ...common,
    method: 'get',
    path: '/image',
    operationId: 'image',
    access: 'optional',
    responses: { 200: 'image/png' },
  }),
  route({
    ...common,
    method: 'get',
    path: '/.well-known/x',
    operationId: 'known',
    access: 'public',
    responses: { 200: Type.Object({}) },
  }),
  route({
    ...common,
    method: 'post',
    path: '/internal/x',
    operationId: 'inner',
    access: { services: ['order'] },
    responses: { 204: null },
  }),
];

const document = toOpenApi({ title: 'Things', description: 'Of all kinds.' }, routes);

interface Operation {
  parameters: { name: string; in: string; required: boolean; schema: object; description?: string }[];
  responses: Record<string, { content?: Record<string, object> }>;
  security?: object[];
}

const operation = (path: string, method: string) => document.paths[path]?.[method] as Operation;

describe('the OpenAPI document', () => {
  it('is valid, whatever the schemas are made of', () => {
    expect(findOpenApiFaults(JSON.parse(JSON.stringify(document)))).toEqual([]);
  });

  it('shows where the gateway offers each route, and nothing that only services may call', () => {
    expect(Object.keys(document.paths)).toEqual([
      '/api/things',
      '/api/things/{id}',
      '/api/image',
      '/.well-known/x',
    ]);
  });

  it('lists with each operation the problems that follow from how it is declared', () => {
    const statuses = (path: string, method: string) => Object.keys(operation(path, method).responses);
    expect(statuses('/api/things', 'get')).toEqual(['200', '400', '429', '503']);
    expect(statuses('/api/things/{id}', 'put')).toEqual(
      '200 204 400 401 403 409 412 413 415 422 428 429 503'.split(' '),
    );
    expect(statuses('/api/image', 'get')).toContain('401');
    for (const { content } of Object.values(operation('/api/things', 'get').responses).slice(1)) {
      expect(content).toMatchObject({
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      });
    }
  });

  it('tells parameters from headers, and what must be sent from what has a default', () => {
    const parameters = operation('/api/things', 'get').parameters;
    expect(parameters.map(({ name, in: place, required }) => [name, place, required])).toEqual([
      ['limit', 'query', false],
      ['cursor', 'query', false],
      ['state', 'query', false],
    ]);
    expect(parameters[2]).toMatchObject({ description: 'Which.', schema: { enum: ['a', 'b'] } });
    expect(
      operation('/api/things/{id}', 'put').parameters.map(({ name, required }) => [name, required]),
    ).toEqual([
      ['id', true],
      ['Idempotency-Key', false],
      ['If-Match', true],
    ]);
  });

  it('says who may call', () => {
    const all = toOpenApi(
      { title: 'x', description: 'x' },
      (['public', 'optional', 'customer', 'admin'] as const).map(guarded),
    );
    const securities = Object.values(all.paths).map((path) => path['delete']);
    expect(securities).toMatchObject([
      { security: [] },
      { security: [{}, { accessToken: [] }] },
      { security: [{ accessToken: [] }] },
      { security: [{ accessToken: [] }], 'x-required-role': 'admin' },
    ]);
  });
});
