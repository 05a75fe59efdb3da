import { StrictObject } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { ok, routeFor, toOpenApi } from '../src';
import { startSample, type Sample, type SampleDeps } from './sample-app';
import { putThing, putThingTo, THING_ID as id } from './sample-things';

let sample: Sample;
let received: unknown;

beforeAll(async () => {
  sample = await startSample({ routes: [putThing((input) => (received = input))] });
});

afterAll(() => sample.close());

const put = putThingTo(() => sample);

const faultsOf = async (answer: ReturnType<typeof put>) => {
  const { status, body } = await answer;
  return { status, errors: (body as { errors?: object[] }).errors };
};

describe('a valid request', () => {
  it('reaches its handler with typed values, defaults and its If-Match', async () => {
    const answer = await put({ name: 'a', size: 2 }, `/things/${id}?sort=name`, { 'if-match': 'W/"3"' });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect(received).toEqual({
      params: { id },
      query: { limit: 20, sort: 'name' },
      body: { name: 'a', size: 2 },
      ifMatch: '3',
    });
  });

  it.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/vnd.api+json',
  ])('may be of type %s', async (type) => {
    expect((await put({ name: 'a' }, undefined, { 'content-type': type })).status).toBe(200);
  });

  it('may begin with a byte order mark', async () => {
    await put('\uFEFF{"name":"a"}');
    expect(received).toMatchObject({ body: { name: 'a' } });
  });

  it('is answered under the request id that it came with, if that is well-formed', async () => {
    const answer = await put({ name: 'a' }, undefined, { 'x-request-id': 'abc-123' });
    expect(answer.headers['x-request-id']).toBe('abc-123');
    const other = await put({}, undefined, { 'x-request-id': 'a b\tc' });
    expect(other.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(other.body).toMatchObject({ instance: other.headers['x-request-id'] });
  });
});

describe('a body that is optional', () => {
  const route = routeFor<SampleDeps>();
  const note = route({
    method: 'post',
    path: '/notes',
    operationId: 'note',
    summary: 'Takes a note, or none.',
    tag: 'test',
    access: 'public',
    body: StrictObject({ text: Type.Optional(Type.String()) }),
    bodyOptional: true,
    responses: { 200: Type.Object({}) },
    handler: ({ body }) => Promise.resolve(ok({ heard: body })),
  });

  it('counts as an empty one where there is none, and is checked where there is one', async () => {
    const service = await startSample({ routes: [note] });
    const answers = [];
    for (const body of [undefined, { text: 'a' }, { more: 1 }])
      answers.push(await service.send('POST', '/notes', body === undefined ? {} : { body }));
    await service.close();
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 400]);
    expect(answers[0]!.body).toEqual({ heard: {} });
    expect(answers[1]!.body).toEqual({ heard: { text: 'a' } });
    const { paths } = toOpenApi({ title: 'T', description: 'D' }, [note]);
    expect(paths['/api/notes']?.['post']).toMatchObject({ requestBody: { required: false } });
  });
});

describe('a request that does not fit is a 400 that names every faulty field', () => {
  it('in path, query and body at once', async () => {
    const answer = put(
      { size: 'x', more: 1, tags: [{ label: 'a', 'x/y~z': 1 }] },
      '/things/1?limit=0&limits=1',
    );
    expect(await faultsOf(answer)).toEqual({
      status: 400,
      errors: expect.arrayContaining([
        { in: 'path', pointer: 'id', detail: 'must match format "uuid"' },
        { in: 'query', pointer: 'limit', detail: 'must be >= 1' },
        { in: 'query', pointer: 'limits', detail: 'is not a known field' },
        { in: 'body', pointer: '#/name', detail: 'is required' },
        { in: 'body', pointer: '#/size', detail: 'must be integer' },
        { in: 'body', pointer: '#/more', detail: 'is not a known field' },
        { in: 'body', pointer: '#/tags/0/x~1y~0z', detail: 'is not a known field' },
      ]) as unknown,
    });
  });

  it.each([
    ['a number as text', { name: 'a', size: '2' }, '#/size'],
    ['null', { name: null }, '#/name'],
    ['a list', [], '#'],
    ['__proto__', '{"name":"a","__proto__":{"size":1}}', '#/__proto__'],
    ['__proto__ further in', '{"name":"a","tags":[{"label":"a","__proto__":{}}]}', '#/tags/0/__proto__'],
    ['U+0000', { name: 'a\0' }, '#/name'],
    ['half a surrogate pair', { name: 'a\uD800' }, '#/name'],
    ['U+0000 where anything goes', { name: 'a', anything: { x: ['\0'] } }, '#/anything/x/0'],
    ['U+0000 in a name', { name: 'a', anything: { 'x\0': 1 } }, '#/anything/x\0'],
  ])('%s', async (_what, body, pointer) => {
    expect(await faultsOf(put(body))).toMatchObject({ status: 400, errors: [{ in: 'body', pointer }] });
  });

  it.each([
    ['of forty levels', '['.repeat(40) + ']'.repeat(40)],
    ['of fifty thousand levels', '['.repeat(49_000) + ']'.repeat(49_000)],
    ['of many values', `[${'{},'.repeat(30_000)}{}]`],
  ])('a document %s, in no time', async (_what, anything) => {
    const startedAt = performance.now();
    const { status, errors } = await faultsOf(put(`{"name":"a","anything":${anything}}`));
    expect({ status, faults: errors?.length }).toEqual({ status: 400, faults: 1 });
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it.each([
    'limit=',
    'limit=1&limit=2',
    'limit=1.5',
    'limit=101',
    'limit=NaN',
    'limit=1e400',
    '__proto__=1',
    'sort=%00',
    'sort[a]=1',
    'limit[]=1',
  ])('the query %s', async (query) => {
    expect(await faultsOf(put({ name: 'a' }, `/things/${id}?${query}`))).toMatchObject({
      status: 400,
      errors: [{ in: 'query' }],
    });
  });

  it.each([
    'urn:uuid:' + id,
    id.toUpperCase().replaceAll('0', 'A'),
    '%00',
    id + '%0a',
    '{' + id + '}',
    '..%2f' + id,
  ])('the id %s', async (value) => {
    expect(await faultsOf(put({ name: 'a' }, `/things/${value}`))).toMatchObject({
      status: 400,
      errors: [{ in: 'path', pointer: 'id' }],
    });
  });
});
