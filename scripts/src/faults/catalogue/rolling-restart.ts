import { setTimeout as delay } from 'node:timers/promises';
import type { Shop, ShopInstance } from '../shop/shop';
import { isReady } from '../shop/instance';
import type { Fault } from './fault';

const LOOK_INTERVAL_MS = 100;
const READY_TIMEOUT_MS = 60_000;

/** How long a replica is let alone after it is ready again, as a rollout does, so that everybody can see it. */
const BETWEEN_MS = 1_000;

/** So long an app takes until it waits for nothing but its sidecar. */
const APP_AHEAD_MS = 1_500;

/** Every process of the shop ends in order and comes back, one instance after the other, while customers shop. */
export const rollingRestart: Fault = {
  name: 'rolling restart of everything',
  async inject(shop) {
    for (const instance of [...shop.instances]) await restartGently(instance);
  },
  lastsMs: 0,
  heal: () => undefined,
  meanwhile: { gatewayIsVictim: true },
};

/** The same with two replicas of each: then nobody may notice anything. */
export const rollingRestartOfTwo: Fault = {
  name: 'rolling restart of two replicas',
  whyNot: ({ set }) =>
    set === 'embedded'
      ? 'an MQTT session belongs to one sidecar, so there can be no second replica'
      : undefined,
  prepare: (shop) => shop.double(),
  async inject(shop) {
    for (const instance of [...shop.instances]) await restartGently(instance);
  },
  lastsMs: 0,
  heal: () => undefined,
  tidyUp: (shop: Shop) => shop.undouble(),
  meanwhile: { nothingRefused: true },
};

/**
 * Nobody may be sent to an instance that is leaving. Clients find the gateway by its own readiness, so it goes before its
 * sidecar; everybody else is found by the address of the sidecar, so this goes first, and takes what it has begun with it.
 */
async function restartGently(instance: ShopInstance): Promise<void> {
  const { app, sidecar } = instance;
  const inOrder = instance.service === 'gateway' ? [app, sidecar] : [sidecar, app];
  for (const one of inOrder) one.hold();
  for (const one of inOrder) await one.end();
  // A sidecar is found by its name as soon as it runs, and answers for its app once that does.
  app.letGo();
  await delay(APP_AHEAD_MS);
  sidecar.letGo();
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!isReady(await instance.probe())) {
    if (Date.now() > deadline) throw new Error(`${app.name} did not come back`);
    await delay(LOOK_INTERVAL_MS);
  }
  await delay(BETWEEN_MS);
}
