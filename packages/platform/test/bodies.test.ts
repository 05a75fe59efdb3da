import { sendBytes } from './raw-request';
import { startSample, type Sample } from './sample-app';
import { putThing, putThingTo, THING_ID as id } from './sample-things';

let sample: Sample;
let received: unknown;

beforeAll(async () => {
  sample = await startSample({ routes: [putThing((input) => (received = input))] });
});

afterAll(() => sample.close());

const put = putThingTo(() => sample);

describe('a body that cannot be read', () => {
  it.each([
    ['malformed JSON', '{"name":', {}, 400, 'malformed-json'],
    ['empty JSON', ' ', {}, 400, 'malformed-json'],
    ['none at all', '', {}, 400, 'invalid-request'],
    ['of no type', '{}', { 'content-type': '' }, 415, 'unsupported-media-type'],
    ['of another type', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    [
      'of a type that only looks like JSON',
      '{}',
      { 'content-type': 'application/jsonp' },
      415,
      'unsupported-media-type',
    ],
    [
      'in another charset',
      '{}',
      { 'content-type': 'application/json; charset=latin1' },
      415,
      'unsupported-charset',
    ],
    ['compressed', '{}', { 'content-encoding': 'gzip' }, 415, 'unsupported-encoding'],
    ['too large', `"${'x'.repeat(100_001)}"`, {}, 413, 'body-too-large'],
  ])('%s is a precise problem', async (_what, body, headers, status, code) => {
    expect(await put(body, undefined, headers as Record<string, string>)).toMatchObject({
      status,
      body: { code },
    });
  });

  it.each([
    [
      'too large without saying so',
      'Transfer-Encoding: chunked',
      `${(200_000).toString(16)}\r\n${'x'.repeat(200_000)}\r\n0\r\n\r\n`,
      /413/,
    ],
    [
      'that is not UTF-8',
      'Content-Length: 12',
      Buffer.from('{"name":"\xE9"}', 'latin1'),
      /400[^]*malformed-encoding/,
    ],
    ['of two lengths', 'Content-Length: 2\r\nContent-Length: 3', '{}', /400/],
    ['of a length that is none', 'Content-Length: -1', '{}', /400/],
  ])('%s is refused', async (_what, header, body, expected) => {
    const head = `PUT /things/${id} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${header}\r\n\r\n`;
    const answer = await sendBytes(
      sample.url,
      Buffer.concat([Buffer.from(head), Buffer.from(body as string)]),
      { enough: /\r\n\r\n[^]+/ },
    );
    expect(answer).toMatch(expected);
  });

  it('is none when a sidecar announces one and passes on nothing, whatever type it claims', async () => {
    for (const type of [
      '',
      'Content-Type: application/octet-stream\r\n',
      'Content-Type: application/json\r\n',
    ]) {
      const head = `PUT /things/${id} HTTP/1.1\r\nHost: x\r\n${type}Transfer-Encoding: chunked\r\n\r\n`;
      const answer = await sendBytes(sample.url, `${head}0\r\n\r\n`, { enough: /\r\n\r\n[^]+/ });
      expect(answer).toMatch(/400[^]*invalid-request/);
      const some = await sendBytes(sample.url, `${head}1\r\nx\r\n0\r\n\r\n`, { enough: /\r\n\r\n[^]+/ });
      expect(some).toMatch(type.includes('json') ? /400[^]*malformed-json/ : /415/);
    }
  });

  it('cut off in the middle does no harm', async () => {
    received = undefined;
    const head = `PUT /things/${id} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name":"a"}`;
    await sendBytes(sample.url, head, { end: true });
    expect(received).toBeUndefined();
    expect((await put({ name: 'a' })).status).toBe(200);
  });
});
