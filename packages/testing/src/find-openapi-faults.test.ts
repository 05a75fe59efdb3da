import { findOpenApiFaults } from './find-openapi-faults';

const problem = (status: number) => ({
  description: 'A problem.',
  content: { 'application/problem+json': { schema: { type: 'object' }, example: { status } } },
});

const operation = (changes: object = {}) => ({
  operationId: 'getThing',
  security: [{ accessToken: [] }],
  'x-required-role': 'staff',
  parameters: [
    { name: 'thingId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' }, example: ID },
  ],
  responses: {
    200: {
      description: 'Done.',
      content: { 'application/json': { schema: { type: 'integer' }, example: 1 } },
    },
    ...Object.fromEntries([400, 401, 403, 429, 503].map((status) => [status, problem(status)])),
  },
  ...changes,
});

const ID = '018f3b5e-0000-7000-8000-000000000001';

const faultsOf = (changes: object = {}, path = '/api/things/{thingId}') =>
  findOpenApiFaults({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1' },
    paths: { [path]: { get: operation(changes) } },
    components: { securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } } },
  });

const answer = (media: object) => ({
  responses: { ...operation().responses, 200: { description: 'x', content: { 'application/json': media } } },
});

describe('the search for faults of an OpenAPI document', () => {
  it('finds none where every part has an example that fits and every problem is listed', () => {
    expect(faultsOf()).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['an answer without an example', answer({ schema: { type: 'integer' } }), /200 has no example/],
    [
      'an example that does not fit',
      answer({ schema: { type: 'integer' }, example: 'one' }),
      /200: its example/,
    ],
    ['a keyword that means nothing', answer({ schema: { typ: 'integer' }, example: 1 }), /strict mode/],
    ['no operation id', { operationId: '' }, /no operationId/],
    ['a problem that is not listed', { responses: { 200: problem(200) } }, /does not list the problem 403/],
    [
      'a body whose problems are not listed',
      { requestBody: { content: {} } },
      /does not list the problem 415/,
    ],
  ])('finds %s', (_, changes, fault) => {
    expect(faultsOf(changes).join('\n')).toMatch(fault);
  });

  it('finds a parameter that is not in the path', () => {
    expect(faultsOf({}, '/api/things').join()).toContain('declares thingId');
  });
});
