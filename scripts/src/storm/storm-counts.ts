/** What became of the events that went through a storm. */
export interface StormCounts {
  /** As the sidecar delivered them. */
  events: number;
  /** Copies whose turn has not come, or that have not been answered. */
  pending: number;
  /** Copies by the service's verdict: SUCCESS, RETRY, DROP, or `failed` when there was none. */
  verdicts: Record<string, number>;
  /** Copies delivered before one of an event that had arrived earlier. */
  overtakings: number;
}

export const noCounts = (): StormCounts => ({ events: 0, pending: 0, verdicts: {}, overtakings: 0 });

/** The sums of several. */
export function addCounts(all: readonly StormCounts[]): StormCounts {
  return all.reduce((sum, one) => {
    const verdicts = { ...sum.verdicts };
    for (const [verdict, count] of Object.entries(one.verdicts)) {
      verdicts[verdict] = (verdicts[verdict] ?? 0) + count;
    }
    return {
      events: sum.events + one.events,
      pending: sum.pending + one.pending,
      overtakings: sum.overtakings + one.overtakings,
      verdicts,
    };
  }, noCounts());
}
