import { catalogueChecks } from './catalogue';
import { eventChecks } from './events';
import type { Check } from './law';
import { moneyChecks } from './money';
import { returnChecks } from './returns';
import { stockChecks } from './stock';
import { totalChecks } from './totals';
import { transitionChecks } from './transitions';

/** Everything `npm run laws` looks at. */
export const checks: readonly Check[] = [
  ...stockChecks,
  ...moneyChecks,
  ...returnChecks,
  ...eventChecks,
  ...transitionChecks,
  ...totalChecks,
  ...catalogueChecks,
];
