import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ComponentSet } from './component-sets';
import { startComponentServers } from './component-servers';
import { createDatabases } from './databases';
import { INFRASTRUCTURE_PORTS } from './infrastructure-ports';
import { startMailCatcher } from './mail-catcher';
import { startPostgres } from './postgres';
import { prepareDatabases } from './prepare-databases';
import { sendSignal } from '../machine/processes';
import { sayDone } from '../progress';
import { recordProcess, type RunRecord } from '../machine/run-record';
import type { Secrets } from '../secrets';
import { findServerFolder } from './server-folder';
import { SANDBOX, startSandbox } from './sandbox';
import type { Service } from '../services';
import type { Shutdown } from '../shutdown';
import { LOG_FOLDER, NAME_RESOLUTION_FILE } from '../paths';
import { watchServers, type WatchedServer } from './watch-servers';

/** For a laptop: room for seven services' pools and some tools, fewer disk writes, plans that suit an SSD. */
const POSTGRES_SETTINGS = {
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** What the infrastructure is started for. */
export interface InfrastructureOptions {
  set: ComponentSet;
  services: Service[];
  secrets: Secrets;
  shutdown: Shutdown;
  record: RunRecord;
}

/**
 * Starts PostgreSQL, the servers of the component set and the mail catcher side by side, brings the services' databases up to date, and
 * starts the sandbox payment provider on its own.
 * @returns a promise that rejects with a sentence when a server ends without having been asked to
 */
export async function startInfrastructure(
  options: InfrastructureOptions,
): Promise<{ failed: Promise<never> }> {
  mkdirSync(LOG_FOLDER, { recursive: true });
  forgetAddresses();
  const steps = await Promise.allSettled([
    startDatabases(options).then((postgres) => startPaymentProvider(options).then(() => [postgres])),
    startComponentServers(options),
    startMail(options).then(() => []),
  ]);
  const fault = steps.find((step) => step.status === 'rejected');
  if (fault) {
    throw fault.reason;
  }
  const servers = steps.flatMap((step) => (step.status === 'fulfilled' ? step.value : []));
  return { failed: watchServers(servers, options.shutdown.signal) };
}

/** The sidecars of an earlier run are still in the address book (SQLite keeps up to three files of it). */
function forgetAddresses(): void {
  for (const suffix of ['', '-shm', '-wal']) {
    rmSync(`${NAME_RESOLUTION_FILE}${suffix}`, { force: true });
  }
}

async function startDatabases({
  services,
  secrets,
  shutdown,
  record,
}: InfrastructureOptions): Promise<WatchedServer> {
  const folder = findServerFolder();
  const postgres = await shutdown.start(
    'PostgreSQL',
    () =>
      startPostgres({
        folder,
        port: INFRASTRUCTURE_PORTS.postgres,
        logFile: postgresLogFile(),
        settings: POSTGRES_SETTINGS,
      }),
    (running) => running.stop(),
  );
  shutdown.onForce(() => sendSignal(postgres.pid, 'SIGQUIT'));
  recordProcess(record, 'PostgreSQL', postgres.pid);
  await createDatabases(postgres.url, secrets);
  sayDone(`PostgreSQL on port ${INFRASTRUCTURE_PORTS.postgres}, a database for each service`);
  const prepared = await prepareDatabases([...services, SANDBOX], folder, {
    secrets,
    signal: shutdown.signal,
  });
  sayDone(`Databases migrated and seeded${prepared.length > 0 ? `: ${prepared.join(', ')}` : ' already'}`);
  return { name: 'PostgreSQL', logFile: postgresLogFile(), ended: postgres.ended };
}

async function startMail({ shutdown }: InfrastructureOptions): Promise<void> {
  await shutdown.start(
    'The mail catcher',
    () => startMailCatcher({ smtpPort: INFRASTRUCTURE_PORTS.smtp, inboxPort: INFRASTRUCTURE_PORTS.inbox }),
    (running) => running.stop(),
  );
  sayDone(`Mail catcher on port ${INFRASTRUCTURE_PORTS.smtp}, inbox at ${inboxUrl()}`);
}

async function startPaymentProvider({
  services,
  secrets,
  shutdown,
  record,
}: InfrastructureOptions): Promise<void> {
  const port = INFRASTRUCTURE_PORTS.sandbox;
  const gateway = services.find(({ name }) => name === 'gateway')?.port;
  const sandbox = await shutdown.start(
    'The sandbox payment provider',
    () =>
      startSandbox({
        port,
        logFile: path.join(LOG_FOLDER, 'sandbox.log'),
        secrets,
        webhookUrl: `http://127.0.0.1:${gateway}/api/payments/webhooks/sandbox`,
        onProcess: (pid) => recordProcess(record, 'sandbox payment provider', pid),
      }),
    (running) => running.stop(),
  );
  shutdown.onForce(() => sandbox.kill());
  sayDone(`Sandbox payment provider on port ${port}, its books at ${sandboxUrl()}`);
}

/** Where the books of the sandbox payment provider are read. */
export function sandboxUrl(): string {
  return `http://localhost:${INFRASTRUCTURE_PORTS.sandbox}`;
}

/** Where caught mail is read. */
export function inboxUrl(): string {
  return `http://localhost:${INFRASTRUCTURE_PORTS.inbox}`;
}

function postgresLogFile(): string {
  return path.join(LOG_FOLDER, 'postgres.log');
}
