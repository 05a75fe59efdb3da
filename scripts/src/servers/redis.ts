import { connect } from 'node:net';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findProgram } from '../machine/find-program';
import { PlainError } from '../plain-error';
import { writePrivate } from '../secrets';
import { startServer, type RunningServer } from './running-server';

/** What a Redis server is started with. */
export interface RedisOptions {
  /** Absolute path; holds the data, and is made when it does not exist. */
  folder: string;
  port: number;
  password: string;
  logFile: string;
  /** Further settings of the server by name. */
  settings?: Record<string, string>;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
const PROBE_TIMEOUT_MS = 1_000;

/**
 * Starts a Redis server on 127.0.0.1 that loses nothing it has acknowledged.
 * @throws {PlainError} when this machine has none or it does not come up
 */
export async function startRedis(options: RedisOptions): Promise<RunningServer> {
  const program = findProgram('redis-server');
  if (!program) {
    throw new PlainError('redis-server is not on this machine.');
  }
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const file = path.join(options.folder, 'redis.conf');
  // In a file, since everybody sees a process's arguments.
  await writePrivate(file, configuration(options));
  return startServer({
    name: 'Redis',
    program,
    args: [file],
    folder: options.folder,
    logFile: options.logFile,
    isReady: (pid) => answersPing(options, pid),
    startTimeoutMs: START_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  });
}

function configuration({ folder, port, password, settings }: RedisOptions): string {
  const all: Record<string, string> = {
    bind: '127.0.0.1',
    port: String(port),
    requirepass: password,
    dir: `"${folder}"`,
    appendonly: 'yes',
    // An event counts as published once Redis has answered: what it answered for must be on the disk. "everysec" may lose
    // the last second, or two when the disk is slow.
    appendfsync: 'always',
    save: '""',
    // Evicting would delete streams and with them events; a full server refuses instead, and the outbox waits.
    'maxmemory-policy': 'noeviction',
    ...settings,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name} ${value}`)
    .join('\n')}\n`;
}

/** Redis answers before it has read its data, but not to PING. */
async function answersPing({ port, password }: RedisOptions, pid: number): Promise<boolean> {
  const questions = [`AUTH ${password}`, 'PING', 'INFO server', 'QUIT'];
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${questions.join('\r\n')}\r\n`));
    let answer = '';
    const finish = (): void => {
      socket.destroy();
      resolve(answer.includes('+PONG') && answer.includes(`process_id:${pid}\r`));
    };
    socket.setTimeout(PROBE_TIMEOUT_MS, finish);
    socket.once('error', finish);
    socket.once('close', finish);
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
  });
}
