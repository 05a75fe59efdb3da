import { createLogger } from '@sidecart/platform';
import { eventually } from '@sidecart/testing';
import type { Redis } from 'ioredis';
import { connectRedis } from '../src/clients/connect-redis';
import { startFakeRedis, type FakeRedis } from './support/fake-redis';
import { startGateway, type TestGateway } from './support/start-gateway';

const log = createLogger('gateway', 'error');

let store: FakeRedis;
const connections: Redis[] = [];
const gateways: TestGateway[] = [];

async function startReplica(address: number): Promise<TestGateway> {
  const redis = connectRedis(store.url, log);
  connections.push(redis);
  await eventually(() => expect(redis.status).toBe('ready'));
  const gateway = await startGateway({ limits: { address }, redis });
  gateways.push(gateway);
  return gateway;
}

beforeEach(async () => void (store = await startFakeRedis()));
afterEach(async () => {
  for (const redis of connections.splice(0)) redis.disconnect();
  for (const gateway of gateways.splice(0)) await gateway.close();
  await store.close();
});

const ask = async (gateway: TestGateway) => (await gateway.send('GET', '/api/products')).status;

describe('rate limits with Redis', () => {
  it('are shared by all replicas', async () => {
    const [one, other] = [await startReplica(2), await startReplica(2)];
    expect([await ask(one), await ask(other), await ask(one), await ask(other)]).toEqual([
      200, 200, 429, 429,
    ]);
    expect(store.counted).toBe(4);
  });

  it('are counted in the process while Redis is away, and in Redis once it is back', async () => {
    const gateway = await startReplica(2);
    expect(await ask(gateway)).toBe(200);
    await store.close();
    await eventually(() => expect(connections[0]?.status).not.toBe('ready'));
    expect([await ask(gateway), await ask(gateway), await ask(gateway)]).toEqual([200, 200, 429]);
    store = await startFakeRedis(store.port);
    await eventually(() => expect(connections[0]?.status).toBe('ready'));
    expect(await ask(gateway)).toBe(200);
    expect(store.counted).toBe(1);
  });

  it('do not wait for a Redis that does not answer', async () => {
    const gateway = await startReplica(2);
    store.silent = true;
    const startedAt = Date.now();
    expect(await ask(gateway)).toBe(200);
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });
});
