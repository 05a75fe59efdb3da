import type { Fault } from '../catalogue/fault';
import type { Random } from '../random';
import type { Shop } from '../shop/shop';
import type { AcknowledgedWrites } from '../traffic/acknowledged';
import type { Cast } from '../traffic/cast';
import type { Observer } from '../traffic/observer';
import type { Shoppers } from '../traffic/shoppers';
import type { Visitors } from '../traffic/visitors';

/** How patient a campaign is. */
export interface Patience {
  /** What a shop may take from the healing to work as before. */
  readonly recoveryMs: number;
  /** How long what is under way between services may take once nobody orders any more. */
  readonly settleMs: number;
}

/** All that takes part in a campaign. */
export interface Stage {
  readonly shop: Shop;
  readonly cast: Cast;
  readonly observer: Observer;
  readonly shoppers: Shoppers;
  readonly visitors: Visitors;
  readonly writes: AcknowledgedWrites;
  readonly random: Random;
  readonly patience: Patience;
  /** What breaks a law since an earlier fault. */
  readonly knownRows: Set<string>;
  readonly signal: AbortSignal;
}

/** What came of one fault. */
export interface FaultOutcome {
  readonly fault: Fault['name'];
  /** Orders that were begun around it. */
  readonly orders: number;
  /** Requests answered with 503 and the time to come back. */
  readonly refused: number;
  /** Undefined when it did not recover. */
  readonly recoveryMs: number | undefined;
  /** What should not have been, as sentences. */
  readonly violations: readonly string[];
  /** Why it was not done. */
  readonly skipped?: string;
}
