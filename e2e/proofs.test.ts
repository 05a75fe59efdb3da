import { findRepetition, repeat, repeatedOperations } from '../scripts/src/prove/idempotency';
import { findOversell, rush } from '../scripts/src/prove/oversell';
import { registerBuyers, signInStaff, type Buyer } from '../scripts/src/prove/person';

// One round each; npm run prove goes on for longer.
describe('what may not break under concurrency, over real sidecars', () => {
  it('sells exactly the ten pieces there are to two hundred requests at once', async () => {
    const [staff, buyers] = await Promise.all([signInStaff(), registerBuyers(10)]);
    const size = { requests: 200, pieces: 10 };
    const outcome = await rush({ staff, buyers, ...size });
    expect(findOversell(outcome, size)).toEqual([]);
  }, 120_000);

  it('gives one effect and one answer to fifty requests at once under one key', async () => {
    const [staff, buyers] = await Promise.all([signInStaff(), registerBuyers(2)]);
    for (const operation of await repeatedOperations(buyers as [Buyer, Buyer], staff)) {
      const outcome = await repeat(operation, 50);
      expect({ operation: operation.name, faults: findRepetition(outcome) }).toEqual({
        operation: operation.name,
        faults: [],
      });
    }
  }, 120_000);
});
