import { findRepetition, type RepetitionOutcome } from '../src/prove/idempotency';
import { storyOf, STORIES } from '../src/prove/order-stories';
import { findOversell, type RushOutcome } from '../src/prove/oversell';

const size = { requests: 200, pieces: 10 };
const good: RushOutcome = {
  sold: 10,
  soldOut: 190,
  others: [],
  confirmed: 10,
  stock: { onHand: 0, reserved: 0 },
  seconds: 1,
};

describe('the proof that nothing is oversold', () => {
  it('is content with exactly the pieces that there are', () => {
    expect(findOversell(good, size)).toEqual([]);
    const few = { ...good, sold: 3, confirmed: 3, soldOut: 0, stock: { onHand: 7, reserved: 0 } };
    expect(findOversell(few, { requests: 3, pieces: 10 })).toEqual([]);
  });

  it.each<[string, Partial<RushOutcome>]>([
    ['one piece too many', { sold: 11, confirmed: 11, soldOut: 189 }],
    ['one piece that nobody got', { sold: 9, confirmed: 9, soldOut: 191, stock: { onHand: 1, reserved: 0 } }],
    ['a sale that is not confirmed', { confirmed: 9 }],
    ['a hold that stays', { stock: { onHand: 1, reserved: 1 } }],
    ['a request that failed', { soldOut: 189, others: ['500 internal'] }],
  ])('finds %s', (_, difference) => {
    expect(findOversell({ ...good, ...difference }, size)).not.toEqual([]);
  });
});

describe('the proof that a key gives one effect', () => {
  const once: RepetitionOutcome = { name: 'x', statuses: [201], differentAnswers: 0, effects: 1, other: 422 };

  it('is content with one effect, one answer and a refusal of anything else', () => {
    expect(findRepetition(once)).toEqual([]);
  });

  it.each<[string, Partial<RepetitionOutcome>]>([
    ['a second effect', { effects: 2 }],
    ['no effect', { effects: 0 }],
    ['an answer of its own', { differentAnswers: 1 }],
    ['a failure', { statuses: [201, 500] }],
    ['another request that is let through', { other: 201 }],
  ])('finds %s', (_, difference) => {
    expect(findRepetition({ ...once, ...difference })).not.toEqual([]);
  });
});

describe('the stories of orders', () => {
  it('come as often as their shares say, and mixed', () => {
    const told = Array.from({ length: 1_000 }, (_, index) => storyOf(index).name);
    for (const { name, share } of STORIES) {
      expect([name, told.filter((one) => one === name).length]).toEqual([name, share * 10]);
    }
    const changes = told.filter((name, index) => name !== told[index - 1]).length;
    expect(changes).toBeGreaterThan(500);
  });
});
