import { RESERVATION_STATES, reservationMoves, type OrderFact } from './reservation-state';

const FACTS: readonly OrderFact[] = ['confirmed', 'cancelled', 'unknown'];
const pairs = RESERVATION_STATES.flatMap((state) => FACTS.map((fact) => ({ state, fact })));

describe('the moves of a reservation', () => {
  it.each(pairs)(
    'lead on from $state when $fact, and repeating the news changes nothing more',
    ({ state, fact }) => {
      const move = reservationMoves[state][fact];
      if (!move) return;
      const again = reservationMoves[move.to][fact];
      expect(again).toBeUndefined();
      if (move.otherwise) expect(reservationMoves[move.otherwise][fact]?.to).toBe(move.to);
    },
  );

  it.each(pairs)('set free what is held exactly on leaving held ($state, $fact)', ({ state, fact }) => {
    const move = reservationMoves[state][fact];
    if (move) expect(move.reserved).toBe(state === 'held' ? -1 : 0);
  });

  it.each(pairs)(
    'take out on becoming committed and put back on leaving it ($state, $fact)',
    ({ state, fact }) => {
      const move = reservationMoves[state][fact];
      if (!move) return;
      const expected = move.to === 'committed' ? -1 : state === 'committed' ? 1 : 0;
      expect(move.onHand).toBe(expected);
      const released = move.reserved === 0 ? undefined : 'release';
      expect(move.movement).toBe(({ [-1]: 'commit', 0: released, 1: 'return' } as const)[move.onHand]);
    },
  );

  it('end: nothing leads out of released', () => {
    expect(reservationMoves.released).toEqual({});
  });
});
