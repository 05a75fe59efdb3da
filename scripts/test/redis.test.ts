import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../src/machine/free-port';
import { findProgram } from '../src/machine/find-program';
import { findProcess } from '../src/machine/processes';
import { startRedis, type RedisOptions } from '../src/servers/redis';
import type { RunningServer } from '../src/servers/running-server';

const testWithRedis = findProgram('redis-server') ? test : test.skip;

let options: RedisOptions;
let server: RunningServer | undefined;

beforeEach(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
  options = { folder, port: await findFreePort(), password: 'a-password', logFile: path.join(folder, 'log') };
});

afterEach(async () => {
  await server?.kill();
  rmSync(options.folder, { recursive: true, force: true });
});

testWithRedis('what Redis has answered for is there after it was killed', async () => {
  server = await startRedis(options);
  await withClient((client) => client.set('key', 'value'));
  await server.kill();
  await server.ended;
  expect(findProcess(server.pid)).toBeUndefined();

  server = await startRedis(options);

  expect(await withClient((client) => client.get('key'))).toBe('value');
});

testWithRedis('nobody gets in without the password, which only this user can read', async () => {
  server = await startRedis(options);
  const stranger = new Redis({ port: options.port, lazyConnect: true, retryStrategy: () => null });

  stranger.on('error', () => undefined);

  await expect(stranger.get('key')).rejects.toThrow('NOAUTH');
  stranger.disconnect();
  expect(statSync(path.join(options.folder, 'redis.conf')).mode & 0o077).toBe(0);
  expect(findProcess(server.pid)?.command).not.toContain(options.password);
});

testWithRedis('a Redis that cannot start says why', async () => {
  server = await startRedis(options);

  await expect(startRedis(options)).rejects.toThrow(/Redis did not start; its log .* ends with:[^]*in use/);
});

async function withClient<T>(work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({ port: options.port, password: options.password });
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}
