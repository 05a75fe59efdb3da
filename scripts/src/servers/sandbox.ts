import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from '../plain-error';
import { REPOSITORY } from '../paths';
import { secret, type Secrets } from '../secrets';
import type { DatabaseOwner } from './service-databases';

/** The stand-in for a payment provider: no service, but it has a database as they do. */
export const SANDBOX: DatabaseOwner = {
  name: 'sandbox',
  folder: path.join(REPOSITORY, 'services', 'payment', 'sandbox'),
};

/** What the sandbox is started with. */
export interface SandboxOptions {
  port: number;
  logFile: string;
  secrets: Secrets;
  /** Where it tells what has happened. */
  webhookUrl: string;
  /** Is told of each process that it runs in. */
  onProcess: (pid: number) => void;
}

/** A payment provider that takes payments. */
export interface RunningSandbox {
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;
const READY_POLL_MS = 50;
const RESTART_PAUSE_MS = 500;
const LOG_LINES = 5;

/**
 * Starts the sandbox payment provider on 127.0.0.1, and again whenever it ends without having been asked to, as a
 * provider elsewhere would come back.
 * @throws {PlainError} when it does not come up, with the last lines of its log
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const log = await open(options.logFile, 'w');
  let stopping = false;
  let child = launch();

  function launch(): ChildProcess {
    const process_ = spawn(process.execPath, [path.join(SANDBOX.folder, 'dist', 'main.js')], {
      cwd: SANDBOX.folder,
      env: { ...process.env, ...environmentOf(options) },
      // A group of its own keeps the terminal's Ctrl-C away: the payment service needs it while it stops.
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    if (process_.pid !== undefined) options.onProcess(process_.pid);
    return process_;
  }

  function watch(): void {
    child.once('exit', () => {
      if (!stopping) setTimeout(restart, RESTART_PAUSE_MS).unref();
    });
  }

  function restart(): void {
    if (stopping) return;
    child = launch();
    watch();
  }

  async function stop(): Promise<void> {
    stopping = true;
    await end(child);
    await log.close();
  }

  if (!(await becomesReady(child, options.port))) {
    await stop();
    const text = await readFile(options.logFile, 'utf8').catch(() => '');
    throw new PlainError(
      `The sandbox payment provider did not start on port ${options.port}; its log ${options.logFile} ends with:\n` +
        text.trimEnd().split('\n').slice(-LOG_LINES).join('\n'),
    );
  }
  watch();
  return { stop, kill: () => child.kill('SIGKILL') };
}

function environmentOf({ port, secrets, webhookUrl }: SandboxOptions): Record<string, string> {
  return {
    NODE_ENV: 'development',
    PORT: String(port),
    DATABASE_URL: secret(secrets, 'sandbox', 'databaseUrl'),
    SANDBOX_API_KEY: secret(secrets, 'sandbox', 'apiKey'),
    SANDBOX_WEBHOOK_SECRET: secret(secrets, 'sandbox', 'webhookSecret'),
    SANDBOX_WEBHOOK_URL: webhookUrl,
    SANDBOX_PUBLIC_URL: `http://localhost:${port}`,
    SANDBOX_ADMIN: 'true',
  };
}

async function becomesReady(child: ChildProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) return true;
    await delay(READY_POLL_MS);
  }
  return false;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}
