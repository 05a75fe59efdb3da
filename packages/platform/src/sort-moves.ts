/** One move of something through a table of states; the first comes from nowhere. */
export interface Move {
  readonly fromStatus: string | null;
  readonly toStatus: string;
}

/**
 * Puts the moves of one thing in their order, each behind the one that led to where it begins. Not by time: a clock may
 * jump back between two moves, and those of two replicas differ. What belongs to no path stays at the end.
 */
export function sortMoves<M extends Move>(moves: Iterable<M>): M[] {
  const left = [...moves];
  const sorted: M[] = [];
  let at: string | null = null;
  for (;;) {
    const next = left.findIndex((move) => move.fromStatus === at);
    const [move] = next === -1 ? [] : left.splice(next, 1);
    if (!move) return [...sorted, ...left];
    sorted.push(move);
    at = move.toStatus;
  }
}
