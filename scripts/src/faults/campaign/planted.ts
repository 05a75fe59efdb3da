import { plantBug, type PlantedBug } from '../devices/planted-bug';
import { plantedBugs } from '../devices/planted-bugs';
import type { Fault } from '../catalogue/fault';
import { dailyWork } from '../catalogue/daily-work';
import { chooseFaults, type PlannedFault } from './plan';
import { PlainError } from '../../plain-error';
import type { FaultOutcome, Patience } from './stage';

/** What is broken stays broken, so there is nothing to wait long for. */
export const PATIENCE_WITH_BUGS: Patience = { recoveryMs: 30_000, settleMs: 20_000 };

const AFTER_ORDERS = 6;

/** @throws {PlainError} when there is none of that name */
export function findBug(name: string): PlantedBug {
  const bug = plantedBugs.find((one) => one.name === name);
  if (bug) return bug;
  throw new PlainError(
    `There is no bug "${name}". There are:\n${plantedBugs.map((one) => `  ${one.name}`).join('\n')}`,
  );
}

/** How the environment of a service is with a bug in it. */
export const planter =
  (bug: PlantedBug | undefined) =>
  (service: string, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
    bug ? plantBug(bug, service, environment) : environment;

/** The fault and the traffic that reveal a bug. */
export function planFor(bug: PlantedBug, faults: readonly Fault[], orders: number): PlannedFault[] {
  const [fault = dailyWork] = bug.fault === undefined ? [] : chooseFaults(faults, [bug.fault]);
  return [{ fault, orders, afterOrders: AFTER_ORDERS, extra: bug.traffic === 'usual' ? [] : [bug.traffic] }];
}

/** What the campaign said when it found the bug; undefined when it did not find it. */
export const findCatch = (bug: PlantedBug, outcomes: readonly FaultOutcome[]): string | undefined =>
  outcomes.flatMap(({ violations }) => violations).find((violation) => violation.includes(bug.caughtBy));
