/** A stream of numbers that is the same for the same seed, so that every seeded catalogue is the same. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  /** As many different items as asked for, in the order they have. */
  sample<T>(items: readonly T[], count: number): T[];
  chance(probability: number): boolean;
  bytes(length: number): Uint8Array;
}

/** Mulberry32: small, fast, and good enough to make up goods. Not for anything secret. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    bytes: (length) => Uint8Array.from({ length }, () => integer(0, 255)),
    pick<T>(items: readonly T[]): T {
      const item = items[integer(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from');
      return item;
    },
    sample<T>(items: readonly T[], count: number): T[] {
      const left = items.map((_, index) => index);
      while (left.length > count) left.splice(integer(0, left.length - 1), 1);
      return left.flatMap((index) => items.slice(index, index + 1));
    },
  };
}
