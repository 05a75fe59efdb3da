import { setTimeout as delay } from 'node:timers/promises';
import { unavailable, type Route } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';

/** Lets an operation suffer from the troubles that are switched on. */
export const withFaults = (route: Route<SandboxDeps>): Route<SandboxDeps> => ({
  ...route,
  async handler(input: { readonly deps: SandboxDeps }) {
    const { outage, answerDelayMs } = input.deps.faults.now;
    if (outage === 'before') throw unavailable('payment provider');
    const reply = await route.handler(input);
    if (answerDelayMs > 0) await delay(answerDelayMs);
    if (outage === 'after') throw unavailable('payment provider');
    return reply;
  },
});
