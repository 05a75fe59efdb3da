import type { Logger } from '@sidecart/platform';
import { Redis } from 'ioredis';

const COMMAND_TIMEOUT_MS = 150;
const MAX_RECONNECT_DELAY_MS = 2_000;

/** Connects to Redis in the background, for as long as it takes; a command fails at once while it is away. */
export function connectRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, MAX_RECONNECT_DELAY_MS),
  });
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn('redis is away: rate limits are counted in this process', { error });
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.info('redis is back');
    isAway = false;
  });
  return redis;
}
