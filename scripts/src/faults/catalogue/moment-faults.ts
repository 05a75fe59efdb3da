import type { CrashMoment, Strike } from '../devices/crash-arming';
import type { Shop } from '../shop/shop';
import { nothingToHeal, type Fault } from './fault';

/** For as long as an event has to come by at all. */
const WAIT_MS = 20_000;

/** Each service that publishes, and an event of it that every order brings about. */
const PUBLISHED: readonly (readonly [service: string, topic: string])[] = [
  ['order', 'order.created.v1'],
  ['order', 'order.confirmed.v1'],
  ['payment', 'payment.completed.v1'],
];

/** Each service that consumes, and an event whose effect matters to money, stock or people. */
const CONSUMED: readonly (readonly [service: string, topic: string])[] = [
  ['payment', 'order.created.v1'],
  ['order', 'payment.completed.v1'],
  ['product', 'order.confirmed.v1'],
  ['notification', 'order.confirmed.v1'],
];

function crash(service: string, moment: CrashMoment, topic: string, name: string): Fault {
  return {
    name: `${service} dies ${name} ${topic}`,
    async inject(shop, random) {
      const struck = shop
        .instance(service)
        .doors.crashPoints.arm({ moment, topic, occurrence: random.between(1, 3) });
      requireStrike(await withDeadline(struck, shop, service), service, topic);
    },
    lastsMs: 1_000,
    heal: nothingToHeal,
    meanwhile: { unready: [service] },
  };
}

async function withDeadline(struck: Promise<Strike | undefined>, shop: Shop, service: string) {
  const timer = setTimeout(() => shop.instance(service).doors.crashPoints.disarm(), WAIT_MS);
  return struck.finally(() => clearTimeout(timer));
}

function requireStrike(strike: Strike | undefined, service: string, topic: string): void {
  if (!strike) throw new Error(`${topic} did not pass ${service} within ${WAIT_MS / 1_000} s`);
}

/** Crashes at moments that no timer hits. */
export const momentFaults: readonly Fault[] = [
  ...PUBLISHED.flatMap(([service, topic]) => [
    crash(service, 'before-publish', topic, 'between commit and publishing of'),
    crash(service, 'after-publish', topic, 'between publishing and marking of'),
  ]),
  ...CONSUMED.map(([service, topic]) =>
    crash(service, 'after-effect', topic, 'between effect and acknowledgement of'),
  ),
];
