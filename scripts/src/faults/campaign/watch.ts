import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../../shop-client';
import type { Meanwhile } from '../catalogue/fault';
import type { Shop } from '../shop/shop';

const LOOK_INTERVAL_MS = 100;

/** A page that everybody sees, and that the cache can answer alone. */
const CACHED_PATH = '/api/products?limit=20';

/** Has the cache filled, so that it can answer alone. */
export async function warmCache(): Promise<void> {
  await call('GET', CACHED_PATH);
}

/**
 * Looks for so long at what must be seen while a fault lasts.
 *
 * @returns one sentence for each thing that was not
 */
export async function watch(shop: Shop, meanwhile: Meanwhile, forMs: number): Promise<string[]> {
  const deadline = Date.now() + forMs;
  const stillReady = new Set(meanwhile.unready);
  const failedReads = new Map<number, number>();
  do {
    await Promise.all([
      ...[...stillReady].map(async (service) => {
        const { app } = await shop.instance(service).probe();
        if (app !== 200) stillReady.delete(service);
      }),
      meanwhile.cachedReadsGoOn ? readCached(failedReads) : undefined,
    ]);
    await delay(LOOK_INTERVAL_MS);
  } while (Date.now() < deadline);
  return [
    ...[...stillReady].map((service) => `${service} went on saying that it is ready`),
    ...[...failedReads].map(
      ([status, times]) => `a read that needs only the cache got ${status} (${times} ×)`,
    ),
  ];
}

async function readCached(failed: Map<number, number>): Promise<void> {
  const { status } = await call('GET', CACHED_PATH);
  if (status !== 200) failed.set(status, (failed.get(status) ?? 0) + 1);
}
