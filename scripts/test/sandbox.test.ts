import { createTestDatabase, eventually, type TestDatabase } from '@sidecart/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ormConfig } from '../../services/payment/sandbox/src/db/orm';
import { findFreePort } from '../src/machine/free-port';
import { findProcess } from '../src/machine/processes';
import { startSandbox } from '../src/servers/sandbox';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase(ormConfig);
  folder = mkdtempSync(path.join(tmpdir(), 'sidecart-sandbox-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

async function start(databaseUrl: string) {
  const port = await findFreePort();
  const pids: number[] = [];
  const sandbox = startSandbox({
    port,
    logFile: path.join(folder, `${port}.log`),
    secrets: { sandbox: { databaseUrl, apiKey: 'k'.repeat(16), webhookSecret: 's'.repeat(16) } },
    webhookUrl: 'http://127.0.0.1:1/webhooks',
    onProcess: (pid) => pids.push(pid),
  });
  return { sandbox, pids, url: `http://127.0.0.1:${port}` };
}

const isReady = async (url: string) =>
  (await fetch(`${url}/health/ready`).catch(() => undefined))?.status === 200;

test('the sandbox payment provider is ready when it has started, comes back when it is killed, and ends when asked', async () => {
  const { sandbox, pids, url } = await start(database.url);
  const running = await sandbox;
  expect(await isReady(url)).toBe(true);
  expect(await (await fetch(url)).text()).toContain('No payment yet');

  process.kill(pids[0]!, 'SIGKILL');
  await eventually(async () => {
    expect(pids).toHaveLength(2);
    expect(await isReady(url)).toBe(true);
  });

  await running.stop();
  expect(findProcess(pids[1]!)).toBeUndefined();
  expect(await isReady(url)).toBe(false);
});

test('a sandbox that cannot start says why', async () => {
  const { sandbox } = await start('');
  await expect(sandbox).rejects.toThrow(/did not start on port \d+.*\n.*DATABASE_URL/s);
});
