import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { createCacheStore } from './cache-store';
import type { Sidecar } from './dapr/sidecar';
import type { Logger } from './logger';

export interface CacheOptions {
  readonly sidecar: Pick<Sidecar, 'getState' | 'saveState'>;
  readonly log: Logger;
  /** How long the shared copy lives. */
  readonly ttlSeconds: number;
  /** How long a replica trusts its own copy, which no invalidation reaches. */
  readonly localTtlMs?: number;
}

export interface CacheRead {
  readonly value: string;
  readonly outcome: 'hit' | 'miss';
}

export interface Cache {
  /** Returns the cached text or loads it; concurrent misses of one key load once. Works on without the store. */
  read(key: string, load: () => Promise<string>): Promise<CacheRead>;
  /**
   * Makes everything cached so far unreachable, in every replica.
   *
   * @throws DomainError unavailable when the other replicas cannot be told
   */
  invalidateAll(): Promise<void>;
}

const GENERATION_KEY = 'generation';
const GENERATION_TTL_SECONDS = 7 * 24 * 3_600;
const MAX_LOCAL_CHARACTERS = 16 * 1_024 * 1_024;

/**
 * Cache-aside over the Dapr state component `cache`, with a small copy in the process. All keys carry a generation;
 * invalidating starts a new one, and the old entries die by their TTL. What is loaded meanwhile is kept under the
 * generation it was asked in, so that it cannot outlive it. When the generation cannot be told, nothing is taken from
 * the store or put there.
 */
export function createCache({ sidecar, log, ttlSeconds, localTtlMs = 1_000 }: CacheOptions): Cache {
  const local = new LRUCache<string, string>({
    maxSize: MAX_LOCAL_CHARACTERS,
    sizeCalculation: (value) => value.length + 1,
    ttl: localTtlMs,
  });
  const store = createCacheStore(sidecar, log);
  const joinGeneration = createSingleFlight<string | undefined>();
  const joinRead = createSingleFlight<CacheRead>();
  let invalidations = 0;

  async function askGeneration(): Promise<string | undefined> {
    const before = invalidations;
    const answer = await store.get(GENERATION_KEY);
    if (invalidations !== before) return local.get(GENERATION_KEY);
    if (answer === undefined) return undefined;
    const generation = answer.value ?? '0';
    local.set(GENERATION_KEY, generation);
    return generation;
  }

  async function readThrough(key: string, shared: boolean, load: () => Promise<string>): Promise<CacheRead> {
    const stored = shared ? (await store.get(key))?.value : undefined;
    const value = stored ?? (await load());
    local.set(key, value);
    if (stored !== undefined) return { value, outcome: 'hit' };
    if (shared) void store.save(key, value, ttlSeconds);
    return { value, outcome: 'miss' };
  }

  return {
    async read(name, load) {
      const generation = local.get(GENERATION_KEY) ?? (await joinGeneration(GENERATION_KEY, askGeneration));
      const key = `${generation ?? 'none'}:${name}`;
      const value = local.get(key);
      if (value !== undefined) return { value, outcome: 'hit' };
      return joinRead(key, () => readThrough(key, generation !== undefined, load));
    },
    async invalidateAll() {
      const generation = randomUUID();
      invalidations += 1;
      local.clear();
      local.set(GENERATION_KEY, generation);
      await sidecar.saveState(GENERATION_KEY, generation, GENERATION_TTL_SECONDS);
    },
  };
}

/** Makes those who ask for the same key at the same time wait for one answer. */
function createSingleFlight<T>(): (key: string, work: () => Promise<T>) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  return (key, work) => {
    const known = underWay.get(key);
    if (known) return known;
    const begun = work().finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
}
