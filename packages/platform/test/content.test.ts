import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Type } from '@sinclair/typebox';
import { DomainError, ok } from '../src';
import { sendBytes } from './raw-request';
import { route, startSample, type Sample } from './sample-app';

const LIMIT_BYTES = 1_000;
const common = {
  method: 'post',
  summary: 'Takes bytes.',
  tag: 'Things',
  access: 'public',
  content: { types: ['image/png', 'text/csv'], limitBytes: LIMIT_BYTES },
  requestHeaders: { 'x-kind': Type.String({ maxLength: 5, description: 'What kind it is of.' }) },
  responses: { 200: Type.Object({ mediaType: Type.String(), size: Type.Integer() }) },
} as const;

const takeWhole = route({
  ...common,
  path: '/whole',
  operationId: 'takeWhole',
  handler: async ({ content }) => ok({ mediaType: content.mediaType, size: (await content.bytes()).length }),
});

const takeStream = route({
  ...common,
  path: '/stream',
  operationId: 'takeStream',
  handler: async ({ content }) =>
    ok({ mediaType: content.mediaType, size: (await buffer(content.stream())).length }),
});

/** Gives up in the middle, and forgets to say so to the stream. */
const giveUp = route({
  ...common,
  path: '/given-up',
  operationId: 'giveUp',
  content: { types: ['image/png'], limitBytes: 4 * 1_024 * 1_024 },
  handler: async ({ content }) => {
    await once(content.stream(), 'readable');
    throw new DomainError('malformed', 'no-picture', 'It is no picture.');
  },
});

let sample: Sample;

beforeAll(async () => {
  sample = await startSample({ routes: [takeWhole, takeStream, giveUp] });
});

afterAll(() => sample.close());

const post = (path: string, bytes: Buffer, headers: Record<string, string>) =>
  sample.send('POST', path, { body: bytes, headers });

describe.each(['/whole', '/stream'])('content sent to %s', (path) => {
  it('arrives byte for byte, with its media type', async () => {
    const answer = await post(path, Buffer.alloc(LIMIT_BYTES, 0xff), { 'content-type': 'Image/PNG; x=y' });
    expect(answer).toMatchObject({ status: 200, body: { mediaType: 'image/png', size: LIMIT_BYTES } });
  });

  it.each([
    ['of a type it does not take', Buffer.from('x'), { 'content-type': 'image/gif' }, 415],
    ['compressed', Buffer.from('x'), { 'content-type': 'image/png', 'content-encoding': 'gzip' }, 415],
    ['one byte too large', Buffer.alloc(LIMIT_BYTES + 1), { 'content-type': 'image/png' }, 413],
    [
      'with a header that does not fit',
      Buffer.from('x'),
      { 'content-type': 'image/png', 'x-kind': 'too long' },
      400,
    ],
  ])('%s is refused', async (_what, bytes, headers, status) => {
    expect((await post(path, bytes, headers as unknown as Record<string, string>)).status).toBe(status);
  });

  it('too large without saying so is refused', async () => {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const body = `${(2_000).toString(16)}\r\n${'x'.repeat(2_000)}\r\n0\r\n\r\n`;
    expect(await sendBytes(sample.url, head + body, { enough: /\r\n\r\n[^]+/ })).toMatch(
      /413[^]*body-too-large/,
    );
  });

  it('cut off in the middle does no harm', async () => {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: 100\r\n\r\nhalf`;
    await sendBytes(sample.url, head, { end: true });
    expect((await post(path, Buffer.from('x'), { 'content-type': 'text/csv' })).status).toBe(200);
  });
});

it('content that is refused in the middle leaves the connection to the next request', async () => {
  const size = 3 * 1_024 * 1_024;
  const head = (path: string, bytes: number) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: ${bytes}\r\n\r\n`;
  const both = head('/given-up', size) + 'x'.repeat(size) + head('/whole', 1) + 'x';
  const answers = await sendBytes(sample.url, both, { enough: /no-picture[^]*"size":1/ });
  expect(answers).toMatch(/^HTTP\/1\.1 400[^]*HTTP\/1\.1 200/);
}, 10_000);
