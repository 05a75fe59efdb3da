import { createLogger } from './logger';
import { startWorker, type Worker } from './worker';

const log = createLogger('test', 'silent');
let worker: Worker;

beforeEach(() => void jest.useFakeTimers());

afterEach(async () => {
  await worker.stop();
  jest.useRealTimers();
});

/** A worker whose runs give the results of the script, and 0 once it is at its end. */
function start(script: (number | Error)[], intervalMs = 1_000) {
  let runs = 0;
  worker = startWorker({
    name: 'test',
    intervalMs,
    log,
    run: () => {
      const result = script[runs] ?? 0;
      runs += 1;
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
    },
  });
  return { runs: () => runs };
}

const after = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('a worker', () => {
  it('runs again at once while there is work, and rests when there is none', async () => {
    const { runs } = start([1, 1, 1, 0]);
    await after(0);
    expect(runs()).toBe(4);
    await after(999);
    expect(runs()).toBe(4);
    await after(1);
    expect(runs()).toBe(5);
  });

  it('ends its rest when it is woken', async () => {
    const { runs } = start([]);
    await after(10);
    worker.wake();
    worker.wake();
    await after(0);
    expect(runs()).toBe(2);
  });

  it('does not miss being woken while it runs', async () => {
    let runs = 0;
    let finish: (() => void) | undefined;
    worker = startWorker({
      name: 'test',
      intervalMs: 1_000,
      log,
      run: () => {
        runs += 1;
        return new Promise((resolve) => (finish = () => resolve(0)));
      },
    });
    worker.wake();
    finish?.();
    await after(0);
    expect(runs).toBe(2);
    finish?.();
  });

  it('rests ever longer after failures, is not hurried then, and recovers at once', async () => {
    const failure = new Error('no');
    const { runs } = start([failure, failure, failure, 0]);
    await after(0);
    worker.wake();
    await after(199);
    expect(runs()).toBe(1);
    await after(1);
    expect(runs()).toBe(2);
    await after(400);
    expect(runs()).toBe(3);
    await after(800);
    expect(runs()).toBe(4);
    worker.wake();
    await after(0);
    expect(runs()).toBe(5);
  });

  it('never rests longer than five seconds after a failure', async () => {
    const { runs } = start(Array.from({ length: 50 }, () => new Error('no')));
    await after(20_000);
    const before = runs();
    await after(5_000);
    expect(runs()).toBe(before + 1);
  });

  it('goes on after a run that throws instead of failing', async () => {
    let runs = 0;
    worker = startWorker({
      name: 'test',
      intervalMs: 1_000,
      log,
      run: () => {
        runs += 1;
        throw new Error('no');
      },
    });
    await after(200);
    expect(runs).toBe(2);
  });

  it('finishes its run when it is stopped, and starts no other', async () => {
    let runs = 0;
    let finish: (() => void) | undefined;
    worker = startWorker({
      name: 'test',
      intervalMs: 0,
      log,
      run: () => {
        runs += 1;
        return new Promise((resolve) => (finish = () => resolve(1)));
      },
    });
    let stopped = false;
    const stopping = worker.stop().then(() => (stopped = true));
    await after(0);
    expect(stopped).toBe(false);
    finish?.();
    await stopping;
    worker.wake();
    await after(10_000);
    expect(runs).toBe(1);
  });
});
