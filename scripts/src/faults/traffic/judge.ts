/** What a client saw of one request. */
export interface Seen {
  /** Undefined when there was no answer. */
  readonly status?: number;
  readonly retryAfter?: string | null;
  /** Why there was no answer, as a code. */
  readonly error?: string;
  readonly ms: number;
}

/** What is to be forgiven at present. */
export interface Circumstances {
  /** The gateway itself is being harmed: whoever has a connection to it may lose it. */
  readonly gatewayIsVictim: boolean;
  /** Not even a refusal is allowed. */
  readonly nothingRefused: boolean;
}

/**
 * - good: an answer
 * - refused: 503 or 429 with the time to come back
 * - lost: no answer, because the gateway is being harmed
 * - wrong: what no client should ever see
 */
export type Verdict = 'good' | 'refused' | 'lost' | 'wrong';

/** Whoever hears nothing for so long would have gone away. */
export const PATIENCE_MS = 15_000;

/** Judges an answer as strictly as a client may. What a 4xx is worth, only who asked can tell. */
export function judge(seen: Seen, circumstances: Circumstances): Verdict {
  const { status, retryAfter, ms } = seen;
  if (status === undefined) return circumstances.gatewayIsVictim ? 'lost' : 'wrong';
  const isLate = ms > PATIENCE_MS && !circumstances.gatewayIsVictim;
  if (isLate) return 'wrong';
  if (status < 500 && status !== 429) return 'good';
  const isRefusal = (status === 503 || status === 429) && /^[1-9]\d*$/.test(retryAfter ?? '');
  return isRefusal && !circumstances.nothingRefused ? 'refused' : 'wrong';
}

/** What is wrong about it, for the reader. */
export function describeWrong({ status, error, ms, retryAfter }: Seen): string {
  const seconds = `${(ms / 1_000).toFixed(1)} s`;
  if (status === undefined) return `no answer after ${seconds} (${error ?? 'unknown'})`;
  if (ms > PATIENCE_MS) return `${status} only after ${seconds}`;
  return status === 503 && !retryAfter ? '503 without Retry-After' : String(status);
}
