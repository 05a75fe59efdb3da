import type { Fault } from './fault';

const FIVE_MINUTES_MS = 5 * 60_000;
const WRONG_MS = 10_000;

const jump = (service: string, offsetMs: number): Fault => ({
  name: `${service}'s clock ${offsetMs > 0 ? 'ahead' : 'behind'}`,
  inject: (shop) => shop.instance(service).clock.set(offsetMs),
  lastsMs: WRONG_MS,
  heal: (shop) => shop.instance(service).clock.set(0),
});

/** The clock of one service is five minutes wrong, as that of one machine among others is. */
export const clockFaults: readonly Fault[] = ['auth', 'product', 'order', 'payment', 'notification'].flatMap(
  (service) => [jump(service, FIVE_MINUTES_MS), jump(service, -FIVE_MINUTES_MS)],
);
