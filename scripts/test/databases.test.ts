import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { findFreePort } from '../src/machine/free-port';
import { secret, DATABASE_OWNERS, type Secrets } from '../src/secrets';
import { createDatabases } from '../src/servers/databases';
import { startPostgres, type PostgresOptions, type RunningPostgres } from '../src/servers/postgres';

let folder: string;
let options: PostgresOptions;
let postgres: RunningPostgres;

beforeAll(async () => {
  folder = mkdtempSync('/tmp/sidecart-databases-');
  // As root the server runs as another account, which must reach its data.
  chmodSync(folder, 0o711);
  options = {
    folder: path.join(folder, 'cluster'),
    port: await findFreePort(),
    logFile: path.join(folder, 'postgres.log'),
    settings: { fsync: 'off' },
  };
  postgres = await startPostgres(options);
  await createDatabases(postgres.url, secretsWith('first'));
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a service reaches its own database and no other', async () => {
  const order = secret(secretsWith('first'), 'order', 'databaseUrl');

  expect(await answer(order)).toBe('sidecart_order');
  for (const other of ['sidecart_payment', 'postgres', 'template1']) {
    await expect(answer(order.replace(/[^/]+$/, other))).rejects.toThrow('permission denied for database');
  }
});

test('without the right password there is no connection', async () => {
  await expect(answer(secret(secretsWith('wrong'), 'order', 'databaseUrl'))).rejects.toThrow(
    'password authentication failed',
  );
});

test('when the secrets were made anew, the databases take the new passwords and keep their data', async () => {
  await query(secret(secretsWith('first'), 'user', 'databaseUrl'), 'CREATE TABLE kept AS SELECT 1');

  await createDatabases(postgres.url, secretsWith('second'));

  expect(
    await query(secret(secretsWith('second'), 'user', 'databaseUrl'), 'SELECT * FROM kept'),
  ).toHaveLength(1);
  await createDatabases(postgres.url, secretsWith('first'));
});

test('the data outlives the server', async () => {
  const product = secret(secretsWith('first'), 'product', 'databaseUrl');
  await query(product, 'CREATE TABLE kept AS SELECT 1');

  await postgres.stop();
  await expect(answer(product)).rejects.toThrow();
  postgres = await startPostgres(options);

  expect(await query(product, 'SELECT * FROM kept')).toHaveLength(1);
});

function secretsWith(password: string): Secrets {
  const url = (service: string): string =>
    `postgres://sidecart_${service}:${password}@127.0.0.1:${options.port}/sidecart_${service}`;
  return Object.fromEntries(DATABASE_OWNERS.map((service) => [service, { databaseUrl: url(service) }]));
}

async function answer(url: string): Promise<unknown> {
  const [row] = await query(url, 'SELECT current_database() AS name');
  return row?.['name'];
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
