import { say } from '../progress';
import { textTable } from '../text-table';

/** One attempt to break something: what was seen, and what was wrong about it. */
export interface Trial {
  readonly cells: readonly (string | number)[];
  readonly faults: readonly string[];
}

/**
 * Says what came of a proof.
 *
 * @returns whether no trial found a fault
 */
export function reportTrials(columns: readonly string[], trials: readonly Trial[]): boolean {
  const rows = trials.map(({ cells, faults }) => [
    ...cells,
    faults.length === 0 ? '✓' : `✗ ${faults.join('; ')}`,
  ]);
  say(`\n${textTable([[...columns, ''], ...rows]).join('\n')}\n`);
  return trials.every(({ faults }) => faults.length === 0);
}
