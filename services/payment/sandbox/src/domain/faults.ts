import { AS_USUAL, type WebhookTreatment } from './card';

/** Troubles that can be switched on, for all payments, for as long as the process lives. */
export interface Faults {
  /** Whether every payment is declined. */
  readonly declinesAll: boolean;
  /** How late every answer is, after the deed is done. */
  readonly answerDelayMs: number;
  /** Answers 503: `before` doing anything, or `after` it is done. */
  readonly outage: 'none' | 'before' | 'after';
  readonly webhooks: WebhookTreatment;
}

export const NO_FAULTS: Faults = {
  declinesAll: false,
  answerDelayMs: 0,
  outage: 'none',
  webhooks: AS_USUAL,
};

/** Holds the faults of this process. */
export class FaultSwitches {
  private current = NO_FAULTS;

  get now(): Faults {
    return this.current;
  }

  set(faults: Faults): void {
    this.current = faults;
  }
}
