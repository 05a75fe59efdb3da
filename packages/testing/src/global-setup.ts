import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const SERVER = resolve(__dirname, '../../../scripts/dist/postgres-for-tests.js');

/** Starts one PostgreSQL server for the whole run, unless TEST_POSTGRES_URL already names one. */
// eslint-disable-next-line no-restricted-syntax -- Jest calls the default export
export default async function startPostgres(): Promise<void> {
  if (process.env['TEST_POSTGRES_URL']) return;
  const server = spawn(process.execPath, [SERVER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(server, 'exit').then(() => {
    throw new Error(
      'The PostgreSQL server for the tests ended before it was ready: run `npm run build` first',
    );
  });
  const [line] = (await Promise.race([once(createInterface(server.stdout), 'line'), exited])) as [string];
  exited.catch(() => undefined);
  process.env['TEST_POSTGRES_URL'] = (JSON.parse(line) as { url: string }).url;
  (globalThis as { testPostgres?: unknown }).testPostgres = server;
}
