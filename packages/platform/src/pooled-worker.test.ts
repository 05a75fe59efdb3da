import { createLogger } from './logger';
import { startPooledWorker } from './pooled-worker';

const log = createLogger('test', 'error');

/** A queue of items whose handling ends when the test says so. */
function createQueue(count: number) {
  const queue = Array.from({ length: count }, (_, index) => index);
  const begun: number[] = [];
  const release = new Map<number, () => void>();
  return {
    begun,
    finish: (item: number) => release.get(item)?.(),
    claim: (limit: number) => Promise.resolve(queue.splice(0, limit)),
    handle: (item: number) => {
      begun.push(item);
      return new Promise<void>((resolve) => release.set(item, resolve));
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a pooled worker', () => {
  it('takes as many items as it has room for, and the next one as soon as any ends', async () => {
    const { begun, finish, claim, handle } = createQueue(4);
    const worker = startPooledWorker({
      name: 'test',
      intervalMs: 10_000,
      concurrency: 2,
      log,
      claim,
      handle,
    });
    await settled();
    expect(begun).toEqual([0, 1]);
    finish(1);
    await settled();
    expect(begun).toEqual([0, 1, 2]);
    finish(0);
    finish(2);
    await settled();
    finish(3);
    await worker.stop();
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('waits at its end for what is under way', async () => {
    const { begun, finish, claim, handle } = createQueue(1);
    const worker = startPooledWorker({
      name: 'test',
      intervalMs: 10_000,
      concurrency: 2,
      log,
      claim,
      handle,
    });
    await settled();
    let stopped = false;
    const stopping = worker.stop().then(() => (stopped = true));
    await settled();
    expect({ begun, stopped }).toEqual({ begun: [0], stopped: false });
    finish(0);
    await stopping;
    expect(stopped).toBe(true);
  });

  it('goes on after an item that failed', async () => {
    const handled: number[] = [];
    const queue = [1, 2];
    const worker = startPooledWorker({
      name: 'test',
      intervalMs: 10_000,
      concurrency: 1,
      log,
      claim: (limit) => Promise.resolve(queue.splice(0, limit)),
      handle: (item) => {
        handled.push(item);
        return item === 1 ? Promise.reject(new Error('no')) : Promise.resolve();
      },
    });
    await settled();
    await worker.stop();
    expect(handled).toEqual([1, 2]);
  });
});
