import type { ProviderTrouble } from '../devices/provider-proxy';
import type { Fault } from './fault';

const TROUBLE_MS = 12_000;

const troubled = (name: string, trouble: ProviderTrouble): Fault => ({
  name,
  inject: (shop) => shop.providerDoor.trouble(trouble),
  lastsMs: TROUBLE_MS,
  heal: (shop) => shop.providerDoor.heal(),
});

/** The payment provider is somebody else's; what it does to the shop must stay with the payments. */
export const providerFaults: readonly Fault[] = [
  troubled('slow payment provider', { delayMs: 10_000 }),
  troubled('failing payment provider', { failedShare: 0.5 }),
  troubled('payment provider whose answers get lost', { lostShare: 0.5 }),
  {
    name: 'unreachable payment provider',
    inject: (shop) => shop.providerDoor.refuse(),
    lastsMs: TROUBLE_MS,
    heal: (shop) => shop.providerDoor.heal(),
  },
];
