import { PlainError } from '../../plain-error';
import type { Fault } from '../catalogue/fault';
import { dailyWork } from '../catalogue/daily-work';
import { ALL_EXTRA_TRAFFIC, type ExtraTraffic } from '../traffic/extra-traffic';
import { createRandom } from '../random';

/** One fault of a campaign. */
export interface PlannedFault {
  readonly fault: Fault;
  /** How many orders are placed around it. */
  readonly orders: number;
  /** It goes wrong after so many of them have been begun. */
  readonly afterOrders: number;
  /** What clients do once the shop has recovered, beside their stories. */
  readonly extra: readonly ExtraTraffic[];
}

export interface PlanOptions {
  readonly seed: string;
  readonly orders: number;
  readonly faults: readonly Fault[];
}

/** Of a fault's orders, how many may be begun before it goes wrong. */
const LATEST_SHARE = 0.4;

/** Decides in which order the faults come and when. The same seed gives the same plan. */
export function planCampaign({ seed, orders, faults }: PlanOptions): PlannedFault[] {
  const random = createRandom(seed, 'plan');
  const mixed = random.shuffle(faults);
  const share = Math.max(1, Math.ceil(orders / mixed.length));
  return mixed.map((fault) => ({
    fault,
    orders: share,
    extra: fault === dailyWork ? ALL_EXTRA_TRAFFIC : [],
    afterOrders: random.between(1, Math.max(1, Math.floor(share * LATEST_SHARE))),
  }));
}

/**
 * Chooses faults by their names; what is no name may be the beginning of several.
 *
 * @throws {PlainError} for a name that fits none
 */
export function chooseFaults(all: readonly Fault[], names: readonly string[]): Fault[] {
  const chosen = names.flatMap((name) => {
    const exact = all.filter((fault) => fault.name === name);
    const fitting = exact.length > 0 ? exact : all.filter((fault) => fault.name.startsWith(name));
    if (fitting.length > 0) return fitting;
    throw new PlainError(
      `There is no fault "${name}". There are:\n${all.map((one) => `  ${one.name}`).join('\n')}`,
    );
  });
  return [...new Set(chosen)];
}
