/** How a shop is seen to be well again. */
export interface RecoverySigns {
  /** Who is not ready. */
  unready(): Promise<readonly string[]>;
  /** Places an order; resolves when it is confirmed. */
  confirmOrder(signal: AbortSignal): Promise<void>;
  now(): number;
  pause(): Promise<void>;
}

/** How long it took from the healing on. */
export interface Recovery {
  /** Until everybody was ready and an order placed after the healing was confirmed. */
  readonly ms: number;
  /** Until everybody was ready at the same time for the last time. */
  readonly readyMs: number | undefined;
  readonly confirmedMs: number | undefined;
  /** What was still missing when the time was over; empty when it has recovered. */
  readonly missing: readonly string[];
}

/** Measures from now, the moment of healing. */
export async function measureRecovery(signs: RecoverySigns, timeoutMs: number): Promise<Recovery> {
  const healedAt = signs.now();
  const elapsed = () => signs.now() - healedAt;
  const abort = new AbortController();
  const seen: { readyMs?: number | undefined; confirmedMs?: number } = {};
  const order = signs.confirmOrder(abort.signal).then(
    () => void (seen.confirmedMs = elapsed()),
    () => undefined,
  );
  for (;;) {
    const unready = await signs.unready();
    const ms = elapsed();
    // Whoever was ready and is no more has not recovered.
    seen.readyMs = unready.length === 0 ? (seen.readyMs ?? ms) : undefined;
    const { readyMs, confirmedMs } = seen;
    if (readyMs !== undefined && confirmedMs !== undefined) {
      return { ms: Math.max(readyMs, confirmedMs), readyMs, confirmedMs, missing: [] };
    }
    if (ms > timeoutMs) {
      abort.abort();
      await order;
      const missing = [...unready, ...(confirmedMs === undefined ? ['an order is not confirmed'] : [])];
      return { ms, readyMs, confirmedMs, missing };
    }
    await signs.pause();
  }
}
