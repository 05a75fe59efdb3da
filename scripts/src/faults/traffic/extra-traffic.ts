import type { Cast } from './cast';
import { raceForCoupon } from './coupon-race';
import { tryIllegalMoves } from './illegal-moves';
import type { ExpectedOrder } from './shoppers';
import { rushForStock } from './stock-rush';

/** What clients do beside their usual stories, to see what only many at once, or the impertinent, can see. */
export type ExtraTraffic = 'coupon-race' | 'rush' | 'illegal-moves';

export interface ExtraTrafficOptions {
  readonly cast: Cast;
  /** Takes down an order that was acknowledged, and how it must end. */
  readonly expect: (order: ExpectedOrder) => void;
}

const EXTRA_TRAFFIC: Readonly<Record<ExtraTraffic, (options: ExtraTrafficOptions) => Promise<string[]>>> = {
  'coupon-race': raceForCoupon,
  rush: rushForStock,
  'illegal-moves': tryIllegalMoves,
};

/** All of it. */
export const ALL_EXTRA_TRAFFIC = Object.keys(EXTRA_TRAFFIC) as ExtraTraffic[];

/** Runs it once. @returns what was not as it must be, as sentences */
export const runExtraTraffic = async (kind: ExtraTraffic, options: ExtraTrafficOptions): Promise<string[]> =>
  EXTRA_TRAFFIC[kind](options).catch((error: unknown) => [`${kind}: ${(error as Error).message}`]);
