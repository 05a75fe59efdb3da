import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import path from 'node:path';
import { PlainError } from '../plain-error';
import { listGroup, sendSignal, waitUntilGone, type SystemProcess } from '../machine/processes';
import { LOG_FOLDER, REPOSITORY, RUN_FILE } from '../paths';

/** `dapr run -f` and everything below it. */
export interface RunningDapr {
  /** The process group of all services and sidecars. */
  groupId: number;
  logFile: string;
  /** Whether the `dapr` process itself is alive; it holds the others together. */
  isAlive(): boolean;
  /** Stops the services, then the sidecars, then what is left. */
  stop(): Promise<void>;
}

const SERVICE_STOP_TIMEOUT_MS = 15_000;
const SIDECAR_STOP_TIMEOUT_MS = 8000;
const CLI_STOP_TIMEOUT_MS = 5000;

/**
 * Starts all services beside their sidecars.
 * @param cli the `dapr` program
 * @param environment what is added to the environment of the services and the sidecars
 * @param runFile what to start, by default the project's
 */
export function startDaprRun(
  cli: string,
  environment: Record<string, string>,
  runFile: string = RUN_FILE,
): RunningDapr {
  const logFile = path.join(LOG_FOLDER, 'dapr-run.log');
  const log = openSync(logFile, 'w');
  // A process group of its own: Ctrl-C does not reach it, and all of it can be found and ended.
  const child = spawn(cli, ['run', '-f', runFile], {
    cwd: REPOSITORY,
    env: { ...process.env, ...environment },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (child.pid === undefined) {
    child.once('error', () => undefined);
    throw new PlainError(`${cli} cannot be started.`);
  }
  const groupId = child.pid;
  return {
    groupId,
    logFile,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: () => stopRun(groupId),
  };
}

/** `dapr run` itself kills at once when it is asked to stop, so the services are asked first, by themselves. */
async function stopRun(groupId: number): Promise<void> {
  const others = listGroup(groupId).filter(({ pid }) => pid !== groupId);
  const sidecars = others.filter(isSidecar);
  await ask(
    others.filter((member) => !isSidecar(member)),
    SERVICE_STOP_TIMEOUT_MS,
  );
  await ask(sidecars, SIDECAR_STOP_TIMEOUT_MS);
  await ask(listGroup(groupId), CLI_STOP_TIMEOUT_MS);
  const left = listGroup(groupId);
  if (left.length > 0) {
    sendSignal(-groupId, 'SIGKILL');
    await waitUntilGone(left, CLI_STOP_TIMEOUT_MS);
  }
}

async function ask(processes: SystemProcess[], timeoutMs: number): Promise<void> {
  for (const { pid } of processes) {
    sendSignal(pid, 'SIGTERM');
  }
  await waitUntilGone(processes, timeoutMs);
}

function isSidecar({ command }: SystemProcess): boolean {
  return command.includes('--app-id ');
}
