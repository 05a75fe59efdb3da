import CircuitBreaker from 'opossum';
import { LRUCache } from 'lru-cache';
import type { Sidecar } from './dapr/sidecar';
import type { Logger } from './logger';

export interface CacheOptions {
  readonly sidecar: Sidecar;
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
  /** Makes everything cached so far unreachable, in every replica. */
  invalidateAll(): Promise<void>;
}

const GENERATION_KEY = 'generation';
const GENERATION_TTL_SECONDS = 7 * 24 * 3_600;
const MAX_LOCAL_ENTRIES = 1_000;

/**
 * Cache-aside over the Dapr state component `cache`, with a small copy in the process. All keys carry a generation;
 * invalidating starts a new one, and the old entries die by their TTL.
 */
export function createCache({ sidecar, log, ttlSeconds, localTtlMs = 1_000 }: CacheOptions): Cache {
  const local = new LRUCache<string, string>({ max: MAX_LOCAL_ENTRIES, ttl: localTtlMs });
  const loading = new Map<string, Promise<CacheRead>>();
  const attempt = createAttempt(log);

  async function generation(): Promise<string> {
    const known = local.get(GENERATION_KEY) ?? (await attempt(() => sidecar.getState(GENERATION_KEY)));
    const current = known ?? '0';
    local.set(GENERATION_KEY, current);
    return current;
  }

  async function readThrough(key: string, load: () => Promise<string>): Promise<CacheRead> {
    const stored = await attempt(() => sidecar.getState(key));
    if (stored !== undefined) {
      local.set(key, stored);
      return { value: stored, outcome: 'hit' };
    }
    const value = await load();
    local.set(key, value);
    void attempt(async () => {
      await sidecar.saveState(key, value, ttlSeconds);
      return undefined;
    });
    return { value, outcome: 'miss' };
  }

  return {
    async read(name, load) {
      const key = `${await generation()}:${name}`;
      const value = local.get(key);
      if (value !== undefined) return { value, outcome: 'hit' };
      const underWay = loading.get(key);
      if (underWay) return underWay;
      const read = readThrough(key, load).finally(() => loading.delete(key));
      loading.set(key, read);
      return read;
    },
    async invalidateAll() {
      const next = Date.now().toString(36);
      local.clear();
      local.set(GENERATION_KEY, next);
      await sidecar.saveState(GENERATION_KEY, next, GENERATION_TTL_SECONDS);
    },
  };
}

type Attempt = (work: () => Promise<string | undefined>) => Promise<string | undefined>;

/**
 * Asks the store, where a failure counts as nothing found. After a few it is left alone for a while: a cache that is
 * down must not slow every request.
 */
function createAttempt(log: Logger): Attempt {
  const breaker = new CircuitBreaker((work: () => Promise<string | undefined>) => work(), {
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 3,
    resetTimeout: 5_000,
    name: 'cache',
  });
  breaker.on('open', () => log.warn('cache unavailable: working without it'));
  return (work) => breaker.fire(work).catch(() => undefined);
}
