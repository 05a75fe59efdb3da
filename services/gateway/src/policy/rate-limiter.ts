import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Quota, QuotaState } from './quota';

export interface RateLimiter {
  readonly quota: Quota;
  /** Counts one request of a key. */
  take(key: string): Promise<QuotaState>;
}

/**
 * Counts in Redis, shared by all replicas, where there is one; otherwise, and while Redis does not answer, in this
 * process: a limiter that is down neither refuses everybody nor lets everything through.
 */
export function createRateLimiter(quota: Quota, redis: Redis | undefined): RateLimiter {
  const counter = createCounter(quota, redis);
  return {
    quota,
    async take(key) {
      try {
        return toState(await counter.consume(key), false);
      } catch (rejected) {
        if (rejected instanceof RateLimiterRes) return toState(rejected, true);
        throw rejected;
      }
    },
  };
}

function createCounter(
  { name, requests, windowSeconds }: Quota,
  redis: Redis | undefined,
): RateLimiterAbstract {
  const limits = { keyPrefix: `sidecart:rate:${name}`, points: requests, duration: windowSeconds };
  const inProcess = new RateLimiterMemory(limits);
  if (redis === undefined) return inProcess;
  return new RateLimiterRedis({
    ...limits,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: inProcess,
  });
}

const toState = ({ remainingPoints, msBeforeNext }: RateLimiterRes, exceeded: boolean): QuotaState => ({
  remaining: Math.max(0, remainingPoints),
  resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
  exceeded,
});
