import { trace } from '@opentelemetry/api';
import type { Logger } from './logger';

export interface Shutdown {
  /** Whether the process is about to end; readiness says so. */
  readonly begun: boolean;
  /** Adds a step. Steps run one after the other, the last added first. */
  add(name: string, step: () => Promise<unknown>): void;
  /** Runs the steps, once; whoever asks again waits for the same end. */
  run(reason: string): Promise<void>;
}

const FORCED_EXIT_AFTER_MS = 25_000;

/**
 * Ends the process in order on SIGTERM and SIGINT; a step that hangs cannot hold it for ever. A second signal, which a
 * terminal and a supervisor together send easily, does not cut short what the first one began.
 */
export function createShutdown(log: Logger): Shutdown {
  const steps: { name: string; step: () => Promise<unknown> }[] = [];
  let begun = false;
  let ended: Promise<void> | undefined;

  async function end(reason: string): Promise<void> {
    begun = true;
    log.info('shutting down', { reason });
    setTimeout(() => process.exit(1), FORCED_EXIT_AFTER_MS).unref();
    for (const { name, step } of [...steps].reverse()) {
      try {
        await step();
      } catch (error) {
        log.error('shutdown step failed', { step: name, error });
      }
    }
    await flushTraces();
    log.info('shut down');
  }

  const shutdown: Shutdown = {
    get begun() {
      return begun;
    },
    add: (name, step) => void steps.push({ name, step }),
    run: (reason) => (ended ??= end(reason)),
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void shutdown.run(signal).then(() => process.exit(0)));
  }
  return shutdown;
}

async function flushTraces(): Promise<void> {
  // The global provider is a proxy; whether there is one that can be shut down depends on `tracing.ts` being loaded.
  const proxy = trace.getTracerProvider() as { getDelegate?(): { shutdown?(): Promise<void> } };
  await proxy
    .getDelegate?.()
    .shutdown?.()
    .catch(() => undefined);
}
