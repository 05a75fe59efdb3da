import type { Logger } from './logger';
import { startWorker, type Worker } from './worker';

export interface PooledWorkerOptions<T> {
  readonly name: string;
  /** How long to rest when there was nothing to claim. */
  readonly intervalMs: number;
  /** How many items are dealt with at a time. */
  readonly concurrency: number;
  readonly log: Logger;
  /** Takes up to `limit` items under a lease, so that no other replica has them and a crash gives them back. */
  readonly claim: (limit: number) => Promise<readonly T[]>;
  /** Deals with one item and records the outcome. When it throws, the item is claimed again after its lease. */
  readonly handle: (item: T) => Promise<void>;
}

/** A worker that deals with several items at a time, where a slow one holds up no other. */
export function startPooledWorker<T>(options: PooledWorkerOptions<T>): Worker {
  const { name, intervalMs, concurrency, log, claim, handle } = options;
  const underWay = new Set<Promise<void>>();

  function begin(item: T): void {
    const work = handle(item)
      .catch((error: unknown) => void log.warn('work on an item failed', { worker: name, error }))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  const worker = startWorker({
    name,
    intervalMs,
    log,
    async run() {
      if (underWay.size >= concurrency) await Promise.race(underWay);
      const items = await claim(concurrency - underWay.size);
      items.forEach(begin);
      return items.length;
    },
  });
  return {
    name,
    wake: () => worker.wake(),
    async stop() {
      await worker.stop();
      await Promise.all(underWay);
    },
  };
}
