import CircuitBreaker from 'opossum';
import type { Sidecar } from './dapr/sidecar';
import type { Logger } from './logger';

/** The state component `cache`, where a failure is no error: whoever asks goes on without it. */
export interface CacheStore {
  /** `{ value }`, undefined within it when there is none; undefined altogether when the store did not answer. */
  get(key: string): Promise<{ readonly value: string | undefined } | undefined>;
  save(key: string, value: string, ttlSeconds: number): Promise<void>;
}

/** After a few failures the store is left alone for a while: a cache that is down must not slow every request. */
export function createCacheStore(sidecar: Pick<Sidecar, 'getState' | 'saveState'>, log: Logger): CacheStore {
  const breaker = new CircuitBreaker((work: () => Promise<string | undefined>) => work(), {
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 3,
    resetTimeout: 5_000,
    name: 'cache',
  });
  breaker.on('open', () => log.warn('cache unavailable: working without it'));
  const attempt = (work: () => Promise<string | undefined>) =>
    breaker.fire(work).then(
      (value) => ({ value }),
      () => undefined,
    );
  return {
    get: (key) => attempt(() => sidecar.getState(key)),
    async save(key, value, ttlSeconds) {
      await attempt(async () => {
        await sidecar.saveState(key, value, ttlSeconds);
        return undefined;
      });
    },
  };
}
