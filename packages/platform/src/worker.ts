import type { Logger } from './logger';

export interface WorkerOptions {
  readonly name: string;
  /** How long to rest when a run found nothing to do. */
  readonly intervalMs: number;
  readonly log: Logger;
  /** Does one batch and returns how many items it dealt with; 0 means there is nothing left for now. */
  readonly run: () => Promise<number>;
}

export interface Worker {
  readonly name: string;
  /** Looks for work now instead of at the end of the rest. Cheap, and safe to call at any time. */
  wake(): void;
  /** Lets the batch under way finish and starts no other. */
  stop(): Promise<void>;
}

interface State {
  stopping: boolean;
  /** Somebody asked for a run since the last one began. */
  wanted: boolean;
  failures: number;
  endRest: (() => void) | undefined;
}

const MAX_BACKOFF_MS = 5_000;

/**
 * Runs a batch again and again: at once while there is work, after `intervalMs` when there is none, and after a growing
 * pause when it fails. Whatever must survive a crash is in the database; the worker itself holds no state.
 */
export function startWorker({ name, intervalMs, log, run }: WorkerOptions): Worker {
  const state: State = { stopping: false, wanted: false, failures: 0, endRest: undefined };

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      if (ms === 0 || state.stopping || (state.wanted && state.failures === 0)) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, ms);
      state.endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Does one batch and tells how long to rest after it. */
  async function runOnce(): Promise<number> {
    try {
      const done = await run();
      state.failures = 0;
      return done > 0 ? 0 : intervalMs;
    } catch (error) {
      state.failures += 1;
      log.warn('worker run failed', { worker: name, failures: state.failures, error });
      return Math.min(100 * 2 ** state.failures, MAX_BACKOFF_MS);
    }
  }

  async function loop(): Promise<void> {
    while (!state.stopping) {
      state.wanted = false;
      await rest(await runOnce());
    }
  }

  const finished = loop();
  return {
    name,
    wake() {
      state.wanted = true;
      // A worker that backs off from a failing dependency is not hurried by new work.
      if (state.failures === 0) state.endRest?.();
    },
    async stop() {
      state.stopping = true;
      state.endRest?.();
      await finished;
    },
  };
}
