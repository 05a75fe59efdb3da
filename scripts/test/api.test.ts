import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApi } from '../src/api/openapi-document';
import { prepareDocument } from '../src/api/prepare-document';
import { mergeResults, readResults, type RunResults } from '../src/api/read-results';
import { judge, renderReport } from '../src/api/report-api';

const uuid = { type: 'string', format: 'uuid' };
const document: OpenApi = {
  paths: {
    '/api/orders/{orderId}/lines': {
      post: {
        operationId: 'addLine',
        parameters: [
          { name: 'orderId', in: 'path', required: true, schema: uuid, example: 'made up' },
          { name: 'cursor', in: 'query', schema: { type: 'string' }, example: 'made up' },
          { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' }, example: 'k' },
          { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' }, example: '"3"' },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  lines: { type: 'array', items: { type: 'object', properties: { productId: uuid } } },
                },
              },
              example: { lines: [{ productId: 'made up', quantity: 1 }] },
            },
          },
        },
      },
    },
    '/api/products/{productId}': {
      get: {
        operationId: 'getProduct',
        parameters: [{ name: 'productId', in: 'path', required: true, schema: uuid }],
      },
      delete: {
        operationId: 'archiveProduct',
        'x-required-role': 'staff',
        parameters: [{ name: 'productId', in: 'path', required: true, schema: uuid }],
      },
    },
    '/api/auth/login': {
      post: {
        operationId: 'logIn',
        requestBody: {
          content: { 'application/json': { schema: { type: 'object' }, example: { email: 'x' } } },
        },
      },
    },
  },
};

describe('the document that schemathesis gets', () => {
  const prepared = prepareDocument(document, {
    orderId: ['o1', 'o2'],
    productId: ['p1'],
    'managed.productId': ['p2'],
    'logIn.body': [{ email: 'real' }],
  });
  const operation = (path: string, method: string) => prepared.paths[path]?.[method];
  const parameter = (path: string, method: string, name: string) =>
    operation(path, method)?.parameters?.find((one) => one.name === name);

  it('names what exists, in paths and deep in bodies', () => {
    expect(parameter('/api/orders/{orderId}/lines', 'post', 'orderId')).toMatchObject({
      schema: { enum: ['o1', 'o2'] },
      example: 'o1',
    });
    const body = operation('/api/orders/{orderId}/lines', 'post')?.requestBody?.content['application/json'];
    expect(body?.example).toEqual({ lines: [{ productId: 'p1', quantity: 1 }] });
    expect(JSON.stringify(body?.schema)).toContain('{"enum":["p1"]}');
  });

  it('has staff change other things than those that customers use', () => {
    expect(parameter('/api/products/{productId}', 'get', 'productId')?.example).toBe('p1');
    expect(parameter('/api/products/{productId}', 'delete', 'productId')?.example).toBe('p2');
  });

  it('gives each operation a key of its own, matches any version, and leaves out what is optional', () => {
    const path = '/api/orders/{orderId}/lines';
    expect(parameter(path, 'post', 'Idempotency-Key')?.example).toMatch(/^[\da-f-]{36}$/);
    expect(parameter(path, 'post', 'If-Match')?.example).toBe('*');
    expect(parameter(path, 'post', 'cursor')).not.toHaveProperty('example');
  });

  it('sends a whole body where one is given', () => {
    const body = operation('/api/auth/login', 'post')?.requestBody?.content['application/json'];
    expect(body?.example).toEqual({ email: 'real' });
  });
});

describe('the report of schemathesis', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sidecart-api-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const scenario = (label: string, status: number | null, check = 'success') => ({
    ScenarioFinished: {
      recorder: {
        label,
        checks: {
          a: [
            {
              name: 'status_code_conformance',
              status: check,
              failure_info: { failure: { title: 'Undocumented' } },
            },
          ],
        },
        interactions: {
          a: {
            request: {
              method: 'GET',
              uri: 'http://x/a',
              body: { $base64: Buffer.from('{}').toString('base64') },
            },
            response: status === null ? null : { status_code: status },
          },
        },
      },
    },
  });

  async function read(...events: object[]): Promise<RunResults> {
    const file = join(folder, 'report.ndjson');
    writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    return readResults(file);
  }

  it('is read as statuses by operation and as faults with the request that shows them', async () => {
    const results = await read(
      { Initialize: { seed: 1 } },
      scenario('GET /a', 200),
      scenario('GET /a', 500, 'failure'),
      scenario('GET /b', null),
      { ScenarioFinished: { recorder: { label: 'GET /skipped' } } },
    );
    expect(results.requests).toBe(3);
    expect(results.statuses.get('GET /a')).toEqual(
      new Map([
        [200, 1],
        [500, 1],
      ]),
    );
    expect(results.failures).toEqual([
      {
        label: 'GET /a',
        check: 'status_code_conformance',
        message: 'Undocumented',
        request: 'GET http://x/a {} → 500',
      },
    ]);
  });

  it('of all roles together tells what nobody reached, and what failed on our side', async () => {
    const labels = ['GET /a', 'GET /b', 'GET /c'];
    const roles = [
      { name: 'nobody', results: await read(scenario('GET /a', 401), scenario('GET /b', 401)) },
      { name: 'staff', results: await read(scenario('GET /a', 204), scenario('GET /b', 503)) },
    ];
    const results = mergeResults(roles.map((role) => role.results));
    expect(judge({ labels, results })).toEqual({
      reached: ['GET /a'],
      unreached: ['GET /b', 'GET /c'],
      serverErrors: ['GET /b'],
    });
    expect(renderReport({ labels, results, roles })).toContain('| `GET /a` | 401 × 1 | 204 × 1 |');
  });
});
