import { createHash } from 'node:crypto';

/** Numbers that a seed decides: the same seed gives the same ones, in the same order. */
export interface Random {
  /** From 0 up to, but not, 1. */
  next(): number;
  /** A whole number from the first to the second, both included. */
  between(least: number, most: number): number;
  pick<T>(items: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * @param seed what decides
 * @param purpose keeps the numbers of one purpose apart from those of another, so that a change in one leaves the other
 */
export function createRandom(seed: string, purpose: string): Random {
  let turn = 0;
  const next = () => {
    turn += 1;
    return createHash('sha256').update([seed, purpose, turn].join('\n')).digest().readUInt32BE(0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: <T>(items: readonly T[]) => items[between(0, items.length - 1)] as T,
    shuffle<T>(items: readonly T[]) {
      const mixed = [...items];
      for (let index = mixed.length - 1; index > 0; index -= 1) {
        const other = between(0, index);
        [mixed[index], mixed[other]] = [mixed[other] as T, mixed[index] as T];
      }
      return mixed;
    },
  };
}
