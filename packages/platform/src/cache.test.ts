import { createFakeSidecar, eventually } from '@sidecart/testing';
import { createCache } from './cache';
import { unavailable } from './errors';
import { createLogger } from './logger';

const log = createLogger('test', 'silent');

/** Two replicas that share a store; unless told otherwise, each keeps nothing of its own for longer than a moment. */
function createReplicas(localTtlMs = 1) {
  const sidecar = createFakeSidecar();
  const create = () => createCache({ sidecar, log, ttlSeconds: 60, localTtlMs });
  return { sidecar, one: create(), other: create() };
}

/** Long enough for what is only waiting for its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
const value = (text: string) => () => Promise.resolve(text);
const never = () => Promise.reject(new Error('must not be loaded'));

describe('the cache', () => {
  it('loads what it does not have, and then has it, in every replica', async () => {
    const { one, other } = createReplicas();
    expect(await one.read('k', value('a'))).toEqual({ value: 'a', outcome: 'miss' });
    for (const replica of [other, one]) {
      await eventually(async () =>
        expect(await replica.read('k', never)).toEqual({ value: 'a', outcome: 'hit' }),
      );
    }
  });

  it('gives every entry an end', async () => {
    const { sidecar, one } = createReplicas();
    const lifetimes: number[] = [];
    const save = sidecar.saveState.bind(sidecar);
    sidecar.saveState = (key, text, ttlSeconds) => {
      lifetimes.push(ttlSeconds);
      return save(key, text, ttlSeconds);
    };
    await one.read('k', value('a'));
    await one.invalidateAll();
    expect(lifetimes).toEqual([60, 7 * 24 * 3_600]);
  });

  it('loads once for any number of requests at the same time', async () => {
    const { sidecar, one } = createReplicas();
    let loads = 0;
    let asked = 0;
    const get = sidecar.getState.bind(sidecar);
    sidecar.getState = (key) => {
      asked += 1;
      return get(key);
    };
    const load = async () => {
      loads += 1;
      await turn();
      return 'a';
    };
    const reads = await Promise.all(Array.from({ length: 50 }, () => one.read('k', load)));
    expect(new Set(reads.map((read) => read.value))).toEqual(new Set(['a']));
    expect({ loads, asked }).toEqual({ loads: 1, asked: 2 });
  });

  it('tells everybody who waits of a failure to load, and keeps nothing of it', async () => {
    const { one } = createReplicas();
    const failing = () => turn().then(() => Promise.reject(new Error('no')));
    const reads = await Promise.allSettled([one.read('k', failing), one.read('k', failing)]);
    expect(reads.map((read) => read.status)).toEqual(['rejected', 'rejected']);
    expect((await one.read('k', value('a'))).value).toBe('a');
  });
});

describe('an invalidation', () => {
  it('reaches every replica', async () => {
    const { one, other } = createReplicas();
    await one.read('k', value('old'));
    await eventually(async () => expect((await other.read('k', never)).value).toBe('old'));
    await other.invalidateAll();
    await eventually(async () => expect((await one.read('k', value('new'))).value).toBe('new'));
    await eventually(async () => expect((await other.read('k', never)).value).toBe('new'));
  });

  it('is not undone by what was being loaded when it came', async () => {
    const { one, other } = createReplicas(60_000);
    let finish: ((text: string) => void) | undefined;
    const slow = one.read('k', () => new Promise((resolve) => (finish = resolve)));
    await eventually(() => expect(finish).toBeDefined());
    await one.invalidateAll();
    finish?.('old');
    expect((await slow).value).toBe('old');
    expect((await one.read('k', value('new'))).value).toBe('new');
    await eventually(async () => expect((await other.read('k', never)).value).toBe('new'));
  });

  it('is not undone by a question for the generation that was under way', async () => {
    const { sidecar, one, other } = createReplicas(60_000);
    const get = sidecar.getState.bind(sidecar);
    let answer: (() => void) | undefined;
    sidecar.getState = async (key) => {
      const before = await get(key);
      if (key === 'generation' && !answer) await new Promise<void>((resolve) => (answer = resolve));
      return before;
    };
    const read = one.read('k', value('a'));
    await eventually(() => expect(answer).toBeDefined());
    await one.invalidateAll();
    answer?.();
    await read;
    await eventually(async () => expect((await other.read('k', never)).value).toBe('a'));
  });

  it('is told apart from one in the same millisecond', async () => {
    const { one, other } = createReplicas();
    for (let round = 0; round < 50; round += 1) {
      await one.invalidateAll();
      await one.read('k', value('between'));
      await one.invalidateAll();
      expect((await one.read('k', value('after'))).value).toBe('after');
    }
    await eventually(async () => expect((await other.read('k', never)).value).toBe('after'));
  });

  it('that the other replicas cannot be told of is an error', async () => {
    const { sidecar, one } = createReplicas();
    sidecar.down = true;
    await expect(one.invalidateAll()).rejects.toThrow();
  });
});

describe('without its store', () => {
  it('everything is loaded, and the store soon no longer asked', async () => {
    const { sidecar, one } = createReplicas();
    let asked = 0;
    sidecar.getState = () => {
      asked += 1;
      return Promise.reject(unavailable('cache'));
    };
    for (let round = 0; round < 20; round += 1) {
      expect((await one.read(`k${round}`, value('a'))).value).toBe('a');
    }
    expect(asked).toBeLessThan(10);
  });

  it('nothing is taken from it or put there under a generation that is not known', async () => {
    const { sidecar, one } = createReplicas();
    const get = sidecar.getState.bind(sidecar);
    const saved: string[] = [];
    const save = sidecar.saveState.bind(sidecar);
    sidecar.saveState = (key, text, ttl) => {
      saved.push(key);
      return save(key, text, ttl);
    };
    sidecar.getState = (key) => (key === 'generation' ? Promise.reject(unavailable('cache')) : get(key));
    expect((await one.read('k', value('a'))).value).toBe('a');
    await eventually(async () => expect((await one.read('k', value('b'))).value).toBe('b'));
    expect(saved).toEqual([]);
  });
});
