import CircuitBreaker from 'opossum';

export type BreakerState = 'closed' | 'half-open' | 'open';
export const BREAKER_STATES: readonly BreakerState[] = ['closed', 'half-open', 'open'];

export interface BreakerOptions {
  readonly name: string;
  /** How long it stays open before one call is let through to try. */
  readonly resetMs: number;
  /** Tells failures that say nothing about the health of what is called. */
  readonly isInnocent: (error: unknown) => boolean;
  readonly onState: (state: BreakerState) => void;
}

/**
 * A circuit breaker that opens when more than half of the calls of the last ten seconds failed, and there were at
 * least ten. It has no deadline of its own: whatever it guards must have one.
 */
export function createBreaker<A extends unknown[], R>(
  action: (...args: A) => Promise<R>,
  { name, resetMs, isInnocent, onState }: BreakerOptions,
): CircuitBreaker<A, R> {
  const breaker = new CircuitBreaker(action, {
    name,
    timeout: false,
    errorThresholdPercentage: 50,
    volumeThreshold: 10,
    rollingCountTimeout: 10_000,
    resetTimeout: resetMs,
    // Percentiles would keep the duration of every call; the metrics have a histogram for that.
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    errorFilter: isInnocent,
  });
  breaker.on('open', () => onState('open'));
  breaker.on('halfOpen', () => onState('half-open'));
  breaker.on('close', () => onState('closed'));
  onState('closed');
  return breaker;
}
