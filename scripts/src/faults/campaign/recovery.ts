/** How a shop is seen to be well again. */
export interface RecoverySigns {
  /** Who is not ready. */
  unready(): Promise<readonly string[]>;
  /** Places an order; resolves when it is confirmed. */
  confirmOrder(signal: AbortSignal): Promise<void>;
  now(): number;
  pause(): Promise<void>;
}

export interface Recovery {
  /** From the healing until everybody was ready and an order placed after the healing was confirmed. */
  readonly ms: number;
  /** What was still missing when the time was over; empty when it has recovered. */
  readonly missing: readonly string[];
}

/** Measures from now, the moment of healing. */
export async function measureRecovery(signs: RecoverySigns, timeoutMs: number): Promise<Recovery> {
  const healedAt = signs.now();
  const abort = new AbortController();
  const seen = { confirmed: false };
  const order = signs.confirmOrder(abort.signal).then(
    () => void (seen.confirmed = true),
    () => undefined,
  );
  for (;;) {
    const unready = await signs.unready();
    const ms = signs.now() - healedAt;
    if (unready.length === 0 && seen.confirmed) return { ms, missing: [] };
    if (ms > timeoutMs) {
      abort.abort();
      await order;
      return { ms, missing: [...unready, ...(seen.confirmed ? [] : ['an order is not confirmed'])] };
    }
    await signs.pause();
  }
}
