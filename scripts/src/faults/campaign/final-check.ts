import { checkBooks } from './check-books';
import type { FaultOutcome, Stage } from './stage';

/** When all is over: every order of the campaign, and everything that was acknowledged, once more. */
export async function findLateFaults(stage: Stage): Promise<FaultOutcome> {
  const { shoppers, writes } = stage;
  return {
    fault: 'all of it, in the end',
    orders: 0,
    refused: 0,
    recoveryMs: undefined,
    violations: [
      ...(await checkBooks({ ...stage, knownRows: new Set() }, shoppers.placed)),
      ...(await writes.repeat()),
    ],
  };
}
