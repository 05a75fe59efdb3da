const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 5_000;

/** A broker that is down for long refuses everything; there is no use in keeping a list of it. */
const MAX_KEYS = 1_000;

/** What failed lately, by key. Held in memory: after a restart everything is simply tried again. */
export interface Setbacks {
  /** Notes a failure; each one in a row makes the rest longer. Of very many only the first are noted. */
  note(key: string): void;
  /** Forgets the failures of what has succeeded. */
  clear(key: string): void;
  /** All keys that failed last time. */
  all(): string[];
  /** Those of them that have rested long enough to be tried again. */
  due(): string[];
}

/** Keeps what fails apart from what works, so that it is tried again, ever less often, without being in the way. */
export function createSetbacks(now = Date.now): Setbacks {
  const byKey = new Map<string, { failures: number; untilMs: number }>();
  return {
    note(key) {
      if (byKey.size >= MAX_KEYS && !byKey.has(key)) return;
      const failures = (byKey.get(key)?.failures ?? 0) + 1;
      const restMs = Math.min(FIRST_REST_MS * 2 ** (failures - 1), LONGEST_REST_MS);
      byKey.set(key, { failures, untilMs: now() + restMs });
    },
    clear: (key) => void byKey.delete(key),
    all: () => [...byKey.keys()],
    due: () => [...byKey].filter(([, { untilMs }]) => untilMs <= now()).map(([key]) => key),
  };
}
