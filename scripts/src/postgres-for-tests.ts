import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from './machine/free-port';
import { startPostgres } from './servers/postgres';

/** Loses data when the machine does, which nobody misses here. */
const THROWAWAY_SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
  autovacuum_naptime: '10min',
};

/**
 * Runs a PostgreSQL server for tests and prints one JSON line `{"url": "postgres://…"}` when it accepts
 * connections. It ends, and its data with it, on SIGTERM, SIGINT or when stdin closes (the parent is gone).
 */
async function main(): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
    process.stdin.on('end', () => resolve()).on('error', () => resolve());
    process.stdin.resume();
  });
  // Root's server runs as another account, which must be able to reach the folder: not a private TMPDIR.
  const parent = process.getuid?.() === 0 ? '/tmp' : tmpdir();
  const folder = await mkdtemp(path.join(parent, 'sidecart-postgres-'));
  await chmod(folder, 0o711);
  try {
    const postgres = await startPostgres({
      folder: path.join(folder, 'cluster'),
      port: await findFreePort(),
      logFile: path.join(folder, 'postgres.log'),
      settings: THROWAWAY_SETTINGS,
    });
    process.stdout.write(`${JSON.stringify({ url: postgres.url })}\n`);
    await Promise.race([asked, postgres.ended]);
    await postgres.stop();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
