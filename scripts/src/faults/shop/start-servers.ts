import path from 'node:path';
import { createDatabases } from '../../servers/databases';
import { startMailCatcher } from '../../servers/mail-catcher';
import { prepareDatabases } from '../../servers/prepare-databases';
import { SANDBOX, startSandbox } from '../../servers/sandbox';
import { findServerAccount } from '../../servers/server-account';
import type { Shutdown } from '../../shutdown';
import { startLatencyProxy, type LatencyProxy } from '../devices/latency-proxy';
import { startProviderProxy, type ProviderProxy } from '../devices/provider-proxy';
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from '../devices/small-disk';
import { noteProcess } from './leftovers';
import { keepPrepared, restorePrepared } from './prepared-cluster';
import { createPostgresServer, type PostgresServer } from './postgres-server';
import type { RunSettings } from './run-file';
import type { ShopFiles } from './shop-files';
import { FAULTS_LOG_FOLDER, portsOf, SERVER_PORTS } from './shop-places';

export interface Databases {
  readonly postgres: PostgresServer;
  readonly door: LatencyProxy;
  readonly disk: SmallDisk | undefined;
}

/** Room for the write-ahead log and some thousand orders. */
const DISK_MIB = 1_024;

/** Starts PostgreSQL with migrated and seeded databases, on a disk of its own where there can be one. */
export async function startDatabases(
  files: ShopFiles,
  settings: readonly RunSettings[],
  shutdown: Shutdown,
): Promise<Databases> {
  const postgres = createPostgresServer();
  await postgres.wipe();
  const disk =
    whyNoSmallDisk() === undefined
      ? await shutdown.start(
          'The disk of PostgreSQL',
          () => mountSmallDisk({ folder: postgres.folder, sizeMib: DISK_MIB, account: findServerAccount() }),
          (mounted) => mounted.unmount(),
        )
      : undefined;
  await restorePrepared(postgres.folder);
  await shutdown.start(
    'PostgreSQL',
    () => postgres.up(),
    () => postgres.stop(),
  );
  await fillDatabases(postgres, files, settings, shutdown);
  const door = await shutdown.start(
    'The door of PostgreSQL',
    () => startLatencyProxy({ port: SERVER_PORTS.postgresDoor, targetPort: SERVER_PORTS.postgres }),
    (proxy) => proxy.stop(),
  );
  return { postgres, door, disk };
}

/** Migrates and seeds, and keeps the result for the next start: all of it takes most of the time of a start. */
async function fillDatabases(
  postgres: PostgresServer,
  { directSecrets: secrets }: ShopFiles,
  settings: readonly RunSettings[],
  { signal }: Shutdown,
): Promise<void> {
  await createDatabases(postgres.url, secrets);
  const done = await prepareDatabases([...settings, SANDBOX], postgres.folder, { secrets, signal });
  if (done.length === 0) return;
  await postgres.stop();
  await keepPrepared(postgres.folder);
  await postgres.up();
}

/** Starts the payment provider, which goes to its database directly, and the way to it. */
export async function startProvider(
  files: ShopFiles,
  seed: string,
  shutdown: Shutdown,
): Promise<ProviderProxy> {
  const gateway = portsOf(0, 0).app;
  await shutdown.start(
    'The sandbox payment provider',
    () =>
      startSandbox({
        port: SERVER_PORTS.sandbox,
        logFile: path.join(FAULTS_LOG_FOLDER, 'sandbox.log'),
        secrets: files.directSecrets,
        webhookUrl: `http://127.0.0.1:${gateway}/api/payments/webhooks/sandbox`,
        onProcess: noteProcess,
      }),
    (running) => running.stop(),
  );
  return shutdown.start(
    'The door of the provider',
    () => startProviderProxy({ port: SERVER_PORTS.sandboxDoor, targetPort: SERVER_PORTS.sandbox, seed }),
    (proxy) => proxy.stop(),
  );
}

export const startMail = (shutdown: Shutdown) =>
  shutdown.start(
    'The mail catcher',
    () => startMailCatcher({ smtpPort: SERVER_PORTS.smtp, inboxPort: SERVER_PORTS.inbox }),
    (running) => running.stop(),
  );
