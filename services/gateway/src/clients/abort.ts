import { EventEmitter } from 'node:events';

/**
 * Ends a request to a service, once, for a reason. It is what undici takes instead of an AbortSignal; one of those per
 * request costs more than all the rest of the bookkeeping.
 */
export class Abort extends EventEmitter {
  private given: Error | undefined;

  get aborted(): boolean {
    return this.given !== undefined;
  }

  /** Why it was ended. */
  get reason(): Error | undefined {
    return this.given;
  }

  abort(reason: Error): void {
    if (this.given) return;
    this.given = reason;
    this.emit('abort');
  }
}
