import { say } from '../progress';
import { findRepetition, repeat, repeatedOperations } from './idempotency';
import { registerBuyers, signInStaff, type Buyer } from './person';
import { reportTrials, type Trial } from './report';

/** Proves law 5 for everything that creates something or moves money or stock. @returns whether it held */
export async function proveIdempotency(requests: number): Promise<boolean> {
  say(`The same request under one Idempotency-Key, ${requests} times at once.`);
  const [staff, buyers] = await Promise.all([signInStaff(), registerBuyers(2)]);
  const trials: Trial[] = [];
  for (const operation of await repeatedOperations(buyers as [Buyer, Buyer], staff)) {
    const outcome = await repeat(operation, requests);
    const { name, statuses, differentAnswers, effects, other } = outcome;
    trials.push({
      cells: [name, requests, statuses.join(', '), differentAnswers, effects, other],
      faults: findRepetition(outcome),
    });
  }
  const columns = ['operation', 'requests', 'status', 'different answers', 'effects', 'other body'];
  return reportTrials(columns, trials);
}
