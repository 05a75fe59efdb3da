import type { Cache, Logger } from '@sidecart/platform';

/**
 * Makes everything cached unreachable. A cache that is down is no reason to fail: it serves nothing, and what it may
 * still hold when it comes back dies by its TTL.
 */
export async function invalidateCatalogue(cache: Cache, log: Logger): Promise<void> {
  try {
    await cache.invalidateAll();
  } catch (error) {
    log.warn('the cache could not be invalidated', { error });
  }
}
