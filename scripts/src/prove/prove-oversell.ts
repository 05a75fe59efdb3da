import { say, sayDone } from '../progress';
import { findOversell, rush } from './oversell';
import { registerBuyers, signInStaff } from './person';
import { reportTrials, type Trial } from './report';

export interface OversellOptions {
  readonly rounds: number;
  readonly requests: number;
  readonly pieces: number;
  readonly buyers: number;
  readonly signal: AbortSignal;
}

/** Proves law 1 where it is hardest. @returns whether it held in every round */
export async function proveOversell(options: OversellOptions): Promise<boolean> {
  const { rounds, requests, pieces, signal } = options;
  say(`${rounds} rounds: ${requests} concurrent requests of ${options.buyers} buyers for ${pieces} pieces.`);
  const [staff, buyers] = await Promise.all([signInStaff(), registerBuyers(options.buyers)]);
  sayDone(`${buyers.length} buyers are registered`);
  const trials: Trial[] = [];
  for (let round = 1; round <= rounds && !signal.aborted; round += 1) {
    const outcome = await rush({ staff, buyers, requests, pieces });
    const { sold, confirmed, soldOut, stock, seconds } = outcome;
    const faults = findOversell(outcome, { requests, pieces });
    trials.push({
      cells: [round, sold, confirmed, soldOut, stock.onHand, stock.reserved, seconds.toFixed(2)],
      faults,
    });
    say(`  round ${round}: ${sold} sold, ${soldOut} refused  ${faults.join('; ')}`);
  }
  const columns = ['round', 'sold', 'confirmed', 'refused', 'on hand', 'reserved', 'seconds'];
  return reportTrials(columns, trials);
}
