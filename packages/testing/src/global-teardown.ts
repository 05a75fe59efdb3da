import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Ends the PostgreSQL server that the global setup started. */
// eslint-disable-next-line no-restricted-syntax -- Jest calls the default export
export default async function stopPostgres(): Promise<void> {
  const { testPostgres: server } = globalThis as { testPostgres?: ChildProcess };
  if (!server) return;
  const ended = once(server, 'exit');
  server.stdin?.end();
  await ended;
}
