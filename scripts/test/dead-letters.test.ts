import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import type { DeadLetterPlaces } from '../src/dead-letters/dead-letter';
import { readDeadLetters } from '../src/dead-letters/read-dead-letters';
import { findFreePort } from '../src/machine/free-port';
import { findProgram } from '../src/machine/find-program';
import { startRedis } from '../src/servers/redis';

const EVENT = { id: 'e-1', type: 'order.created.v1', time: '2026-01-02T03:04:05Z', data: { n: 1 } };
const FOUND = { topic: 'dead-letter.payment', id: 'e-1', type: EVENT.type, time: EVENT.time, event: EVENT };
const MALFORMED = { topic: 'dead-letter.payment', id: '', type: '', time: '', event: '{not JSON' };

let folder: string;
let places: DeadLetterPlaces;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dead-letters-'));
  places = { file: path.join(folder, 'none'), pubsub: {}, rabbitmqManagementUrl: '' };
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('those of the embedded broker are the lines of its file', async () => {
  expect(await readDeadLetters('embedded', places)).toEqual([]);
  const file = path.join(folder, 'letters.ndjson');
  const lines = [EVENT, '{not JSON'].map((event) => JSON.stringify({ at: '', topic: FOUND.topic, event }));
  writeFileSync(file, `${lines.join('\n')}\n`);

  expect(await readDeadLetters('embedded', { ...places, file })).toEqual([FOUND, MALFORMED]);
});

const testWithRedis = findProgram('redis-server') ? test : test.skip;

testWithRedis('those in Redis are read from the streams of all consumers and stay there', async () => {
  const [port, password] = [await findFreePort(), 'a-password'];
  const server = await startRedis({ folder, port, password, logFile: path.join(folder, 'redis.log') });
  const client = new Redis({ port, password });
  try {
    await client.xadd('order.created.v1', '*', 'data', JSON.stringify(EVENT));
    await client.xadd(FOUND.topic, '*', 'metadata', '{}', 'data', JSON.stringify(EVENT));
    await client.xadd('dead-letter.user', '*', 'data', '{not JSON');
    const expected = [FOUND, { ...MALFORMED, topic: 'dead-letter.user' }];
    const pubsub = { redisHost: `127.0.0.1:${port}`, redisPassword: password };

    expect(await readDeadLetters('redis', { ...places, pubsub })).toEqual(expected);
    expect(await readDeadLetters('redis', { ...places, pubsub })).toEqual(expected);
  } finally {
    client.disconnect();
    await server.stop();
  }
});

test('a Redis that does not answer is an error and not an empty list', async () => {
  const pubsub = { redisHost: `127.0.0.1:${await findFreePort()}`, redisPassword: '' };

  await expect(readDeadLetters('redis', { ...places, pubsub })).rejects.toThrow();
});

describe('those in RabbitMQ', () => {
  let server: Server;
  let asked: { path: string; authorization: string; body: string }[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { url = '', headers } = request;
        asked.push({
          path: url,
          authorization: headers.authorization ?? '',
          body: Buffer.concat(chunks).toString(),
        });
        const queues = [{ name: 'payment-order.created.v1' }, { name: FOUND.topic }];
        const messages = [
          { payload: JSON.stringify(EVENT), payload_encoding: 'string' },
          { payload: Buffer.from('{not JSON').toString('base64'), payload_encoding: 'base64' },
        ];
        response.end(JSON.stringify(url.endsWith('/get') ? messages : queues));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    places.rabbitmqManagementUrl = `http://127.0.0.1:${port}`;
    places.pubsub = { connectionString: 'amqp://sidecart:pass-word@127.0.0.1:1' };
  });

  afterEach(() => {
    server.close();
  });

  test('are peeked at and put back', async () => {
    expect(await readDeadLetters('rabbitmq', places)).toEqual([FOUND, MALFORMED]);

    expect(asked.map(({ path: asked }) => asked)).toEqual([
      '/api/queues/%2F',
      '/api/queues/%2F/dead-letter.payment/get',
    ]);
    expect(JSON.parse(asked[1]?.body ?? '')).toMatchObject({ ackmode: 'ack_requeue_true' });
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from('sidecart:pass-word').toString('base64')}`);
  });
});
