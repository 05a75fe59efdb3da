import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from '../plain-error';
import { listGroup, sendSignal, waitUntilGone } from '../machine/processes';

/** A server that answers. Started again = called again with the same options. */
export interface RunningServer {
  readonly pid: number;
  /** The process groups of all that belongs to it. */
  readonly groupIds: readonly number[];
  /** Resolves when the process is gone, whatever ended it. */
  readonly ended: Promise<void>;
  /** Ends it in order: what it has taken is written. */
  stop(): Promise<void>;
  /** SIGKILL of it and all below it, as when a machine is lost. */
  kill(): Promise<void>;
}

/** How a server's process is started and recognised. */
export interface ServerProgram {
  /** For the reader, as in "Redis did not start". */
  name: string;
  program: string;
  args: readonly string[];
  /** Working directory. */
  folder: string;
  /** Its whole environment; by default that of this process. */
  environment?: NodeJS.ProcessEnv;
  logFile: string;
  /** Whether it, and no other server that is there already, answers as it should. A rejection counts as no. */
  isReady: (pid: number) => Promise<boolean>;
  startTimeoutMs: number;
  stopTimeoutMs: number;
}

const READY_POLL_MS = 50;
const GONE_TIMEOUT_MS = 5_000;
const LOG_LINES = 8;

/**
 * Starts a server in a process group of its own, which keeps the terminal's Ctrl-C away, and waits until it answers.
 * @throws {PlainError} when it does not, with the last lines of its log
 */
export async function startServer(options: ServerProgram): Promise<RunningServer> {
  await mkdir(path.dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, 'w');
  const child = spawn(options.program, options.args, {
    cwd: options.folder,
    env: options.environment ?? process.env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const server: RunningServer = {
    pid: child.pid ?? 0,
    groupIds: child.pid === undefined ? [] : [child.pid],
    ended,
    stop: () => stop(child, options.stopTimeoutMs),
    kill: () => kill(child),
  };
  if (await becomesReady(options, server)) {
    return server;
  }
  await server.kill();
  const text = await readFile(options.logFile, 'utf8').catch(() => '');
  throw new PlainError(
    `${options.name} did not start; its log ${options.logFile} ends with:\n` +
      text.trimEnd().split('\n').slice(-LOG_LINES).join('\n'),
  );
}

async function becomesReady(options: ServerProgram, { pid, ended }: RunningServer): Promise<boolean> {
  const deadline = Date.now() + options.startTimeoutMs;
  for (let gone = false; !gone && Date.now() < deadline;) {
    if (await options.isReady(pid).catch(() => false)) {
      return true;
    }
    gone = await Promise.race([ended.then(() => true), delay(READY_POLL_MS, false)]);
  }
  return false;
}

async function stop(child: ChildProcess, timeoutMs: number): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => void kill(child), timeoutMs);
  await exited;
  clearTimeout(timer);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const members = listGroup(child.pid);
  const exited = hasEnded(child) ? undefined : once(child, 'exit');
  // Stopped first, so that none of them starts another in the meantime.
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
    if (members.length > 0) sendSignal(-child.pid, signal);
  }
  await exited;
  await waitUntilGone(members, GONE_TIMEOUT_MS);
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
