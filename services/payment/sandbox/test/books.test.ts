import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MikroORM } from '@mikro-orm/postgresql';
import { migrate } from '@sidecart/platform';
import { createEmptyDatabase, createTestDatabase, sendTo, type TestDatabase } from '@sidecart/testing';
import { ormConfig } from '../src/db/orm';
import { API_KEY, WEBHOOK_SECRET } from './harness';

const SANDBOX = join(__dirname, '..', 'dist', 'main.js');

let database: TestDatabase;

beforeAll(async () => (database = await createTestDatabase(ormConfig)));
afterAll(() => database.drop());

/** Starts the sandbox as a process of its own, on the given environment. */
function run(environment: Record<string, string>) {
  return spawn(process.execPath, [SANDBOX], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function start() {
  const child = run({
    DATABASE_URL: database.url,
    SANDBOX_API_KEY: API_KEY,
    SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
  });
  for await (const line of createInterface(child.stdout)) {
    const { message, port } = JSON.parse(line) as { message: string; port?: number };
    if (message === 'listening') return { child, url: `http://127.0.0.1:${port}` };
  }
  throw new Error('The sandbox did not start');
}

const pay = (url: string, key: string) =>
  sendTo(url, 'POST', '/v1/payments', {
    token: `Bearer ${API_KEY}`,
    headers: { 'idempotency-key': key },
    body: { methodToken: 'tok_visa', amountMinor: 100, currency: 'EUR' },
  });

it('a payment that was acknowledged is there after the process was killed', async () => {
  const first = await start();
  const key = randomUUID();
  const { body: payment } = await pay(first.url, key);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await start();
  const again = await pay(second.url, key);
  second.child.kill('SIGTERM');
  const [code] = (await once(second.child, 'exit')) as [number];
  expect(again).toMatchObject({ status: 200, body: payment });
  expect(code).toBe(0);
});

it('says all that is wrong with its environment, and ends', async () => {
  const child = run({ SANDBOX_API_KEY: 'short' });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) lines.push(line);
  const said = lines.join('\n');
  for (const name of ['DATABASE_URL', 'SANDBOX_API_KEY', 'SANDBOX_WEBHOOK_SECRET'])
    expect(said).toContain(name);
  expect((await exited)[0]).toBe(1);
});

it('migrations lead to exactly the schema of the entities', async () => {
  const empty = await createEmptyDatabase();
  await migrate(ormConfig(empty.url));
  const orm = await MikroORM.init(ormConfig(empty.url));
  const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false });
  await orm.close();
  await empty.drop();
  expect(difference).toBe('');
});
