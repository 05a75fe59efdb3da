import type { Fault } from './fault';

const STORM_MS = 20_000;

/** Every event three times and out of turn. */
export const stormFault: Fault = {
  name: 'storm of duplicated and shuffled events',
  async inject(shop, random) {
    const seed = String(random.next());
    await Promise.all(shop.instances.map(({ doors }) => doors.storm(seed)));
  },
  lastsMs: STORM_MS,
  async heal(shop) {
    await Promise.all(shop.instances.map(({ doors }) => doors.calm()));
  },
};
