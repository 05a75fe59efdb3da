import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { noteProcess } from './leftovers';
import { FAULTS_LOG_FOLDER } from './shop-places';

/** How a process is started, the first time and each time after. */
export interface ProcessRecipe {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of it: nothing is inherited. */
  readonly env: NodeJS.ProcessEnv;
}

/** A process that comes back whenever it ends, as under a kubelet. */
export interface Supervised {
  readonly name: string;
  /** Undefined while there is none. */
  readonly pid: number | undefined;
  readonly starts: number;
  /** Sends a signal to the process there is; none is no fault. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process there is now has ended. */
  ended(): Promise<void>;
  /** Asks it to end, in order, and resolves when it has. It comes back unless it is held. */
  end(): Promise<void>;
  /** Keeps it from coming back until it is let go. */
  hold(): void;
  /** Starts it at once if there is none. */
  letGo(): void;
}

const RESTART_PAUSE_MS = 1_000;
const END_TIMEOUT_MS = 30_000;

/** Starts a process in a group of its own, which a terminal's Ctrl-C does not reach, and again whenever it ends. */
export function supervise(recipe: ProcessRecipe): Supervised {
  const log = openSync(path.join(FAULTS_LOG_FOLDER, `${recipe.name}.log`), 'a');
  let held = false;
  let starts = 0;
  let child: ChildProcess | undefined;
  let pause: NodeJS.Timeout | undefined;

  function start(): void {
    clearTimeout(pause);
    starts += 1;
    const started = launch(recipe, log, () => {
      if (child !== started) return;
      child = undefined;
      if (!held) pause = setTimeout(start, RESTART_PAUSE_MS);
    });
    child = started;
  }

  const signal = (name: NodeJS.Signals) => void child?.kill(name);
  const ended = async () => {
    if (child) await once(child, 'exit');
  };
  start();
  return {
    name: recipe.name,
    get pid() {
      return child?.pid;
    },
    get starts() {
      return starts;
    },
    signal,
    ended,
    async end() {
      // One that was stopped takes no other signal before it goes on.
      signal('SIGCONT');
      signal('SIGTERM');
      const timer = setTimeout(() => signal('SIGKILL'), END_TIMEOUT_MS);
      await ended();
      clearTimeout(timer);
    },
    hold() {
      held = true;
      clearTimeout(pause);
    },
    letGo() {
      held = false;
      if (!child) start();
    },
  };
}

function launch({ command, args, cwd, env }: ProcessRecipe, log: number, onEnd: () => void): ChildProcess {
  writeSync(log, `--- starts at ${new Date().toISOString()}\n`);
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  if (child.pid !== undefined) noteProcess(child.pid);
  child.once('error', onEnd);
  child.once('exit', (code, signal) => {
    writeSync(log, `--- ended with ${signal ?? code} at ${new Date().toISOString()}\n`);
    onEnd();
  });
  return child;
}

/** Ends several processes for good, side by side. */
export async function endForGood(processes: readonly Supervised[]): Promise<void> {
  for (const one of processes) one.hold();
  await Promise.all(processes.map((one) => one.end()));
}
