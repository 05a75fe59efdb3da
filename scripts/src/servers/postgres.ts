import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCluster } from './postgres-cluster';
import { PlainError } from '../plain-error';
import { preparePostgresBinaries } from './postgres-binaries';
import { findServerAccount } from './server-account';

/** What a PostgreSQL server is started with. */
export interface PostgresOptions {
  /** Absolute path; holds the data and the superuser's password, and is made when it does not exist. */
  folder: string;
  port: number;
  logFile: string;
  /** Server settings by name, for example `{ fsync: 'off' }`. */
  settings: Record<string, string>;
}

/** A server that accepts connections. */
export interface RunningPostgres {
  /** Connection URL of the superuser. */
  url: string;
  pid: number;
  /** Resolves when the process is gone, whatever ended it. */
  ended: Promise<void>;
  /** Ends every session and then the server; resolves when the process is gone. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
const READY_POLL_MS = 20;

/**
 * Starts a PostgreSQL server on 127.0.0.1, on a new cluster if there is none in the folder. It serves TCP with a
 * password only; there is no Unix socket.
 * @throws {PlainError} when the server does not come up, with the last lines of its log
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const account = findServerAccount();
  const binaries = await preparePostgresBinaries();
  const durable = options.settings['fsync'] !== 'off';
  const password = await createCluster({ folder: options.folder, binaries, account }, durable);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(options.port),
    lc_messages: 'C',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  await mkdir(path.dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, 'w');
  // A group of its own keeps the terminal's Ctrl-C away: the services need the server while they stop.
  const server = spawn(path.join(binaries, 'bin', 'postgres'), ['-D', dataFolder(options), ...flags], {
    cwd: options.folder,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...account,
  });
  await log.close();
  const ended = new Promise<void>((resolve) => {
    server.once('error', () => resolve());
    server.once('exit', () => resolve());
  });
  await waitUntilReady(server, ended, options);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${options.port}/postgres`,
    pid: server.pid ?? 0,
    ended,
    stop: () => stopServer(server, ended),
  };
}

function dataFolder(options: PostgresOptions): string {
  return path.join(options.folder, 'data');
}

async function waitUntilReady(
  server: ChildProcess,
  ended: Promise<void>,
  options: PostgresOptions,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (let gone = false; !gone && Date.now() < deadline;) {
    if (await isReady(server, options)) {
      return;
    }
    gone = await Promise.race([ended.then(() => true), delay(READY_POLL_MS, false)]);
  }
  await stopServer(server, ended);
  const log = await readFile(options.logFile, 'utf8').catch(() => '');
  throw new PlainError(
    `PostgreSQL did not start on port ${options.port}; its log ${options.logFile} ends with:\n` +
      log.trimEnd().split('\n').slice(-5).join('\n'),
  );
}

/** The server writes its state in the last line of its pid file; an earlier server may have left one behind. */
async function isReady(server: ChildProcess, options: PostgresOptions): Promise<boolean> {
  const pidFile = await readFile(path.join(dataFolder(options), 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = pidFile.split('\n');
  return lines[0] === String(server.pid) && lines[7]?.trim() === 'ready';
}

async function stopServer(server: ChildProcess, ended: Promise<void>): Promise<void> {
  // SIGINT asks PostgreSQL for a fast shutdown (end sessions, write everything), SIGQUIT for an immediate one.
  server.kill('SIGINT');
  const timeout = setTimeout(() => server.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timeout);
}
