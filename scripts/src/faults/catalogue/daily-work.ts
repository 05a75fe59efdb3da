import { nothingToHeal, type Fault } from './fault';

/** Nothing goes wrong: what holds then is what the faults are compared with. */
export const dailyWork: Fault = {
  name: 'no fault at all',
  inject: () => undefined,
  lastsMs: 2_000,
  heal: nothingToHeal,
  meanwhile: { nothingRefused: true },
};
