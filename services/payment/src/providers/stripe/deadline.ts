import { unavailable } from '@sidecart/platform';

/** The time that all requests of one operation have together. */
export class Deadline {
  private readonly endsAt: number;

  constructor(totalMs: number) {
    this.endsAt = performance.now() + totalMs;
  }

  /**
   * Options for a request that is to end in time.
   *
   * @throws DomainError unavailable when there is no time left
   */
  options(idempotencyKey?: string): { timeout: number; idempotencyKey?: string } {
    const timeout = Math.floor(this.endsAt - performance.now());
    if (timeout <= 0) throw unavailable('payment provider');
    return { timeout, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  }

  /** Waits for work, but no longer: Stripe's own timeout starts anew with each byte. */
  async within<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(unavailable('payment provider')), this.endsAt - performance.now());
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
