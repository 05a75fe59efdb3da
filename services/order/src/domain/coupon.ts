import { requireSoundTerms, unsound, type CouponTerms } from './coupon-terms';
import type { Discount } from './pricing/discount';

const PPM_PER_BPS = 100;

/** Why a coupon gives nothing. What was never announced is unknown, so that guesses learn little. */
export const COUPON_REFUSALS = [
  'coupon-unknown',
  'coupon-expired',
  'coupon-exhausted',
  'coupon-already-used',
  'coupon-minimum-not-met',
  'coupon-not-applicable',
] as const;
export type CouponRefusal = (typeof COUPON_REFUSALS)[number];

/** What a coupon is to be used for. */
export interface CouponUse {
  readonly now: Date;
  readonly currency: string;
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: number;
    readonly unitPriceMinor: number;
  }[];
  /** How often the customer has redeemed it already. */
  readonly usesByCustomer: number;
}

/** A code that takes something off an order: a part, or an amount. */
export class Coupon {
  id!: string;
  /** In capitals. */
  code!: string;
  /** In hundredths of a percent; null where it is an amount. */
  percentBps!: number | null;
  amountMinor!: number | null;
  /** Of the amount and of the minimum; null where it has neither. */
  currency!: string | null;
  minimumSubtotalMinor!: number;
  startsAt!: Date | null;
  endsAt!: Date | null;
  maxRedemptions!: number | null;
  maxPerCustomer!: number | null;
  /** What it applies to; empty for everything. */
  productIds!: string[];
  active!: boolean;
  /** How many orders hold it now. Not part of the version: using a coupon does not change its terms. */
  redeemed!: number;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  get discount(): Discount {
    return this.amountMinor === null
      ? { kind: 'percent', ratePpm: (this.percentBps ?? 0) * PPM_PER_BPS }
      : { kind: 'amount', amountMinor: this.amountMinor };
  }

  appliesTo(productId: string): boolean {
    return this.productIds.length === 0 || this.productIds.includes(productId);
  }

  /**
   * Makes or changes its terms: a part replaces an amount, and the other way round.
   *
   * @throws DomainError refused when they contradict each other
   */
  setTerms({ percentBps, amountMinor, startsAt, endsAt, ...terms }: CouponTerms, now: Date): void {
    if (percentBps !== undefined && amountMinor !== undefined) {
      throw unsound('amountMinor', 'cannot be given together with percentBps');
    }
    Object.assign(this, terms);
    if (percentBps !== undefined) Object.assign(this, { percentBps, amountMinor: null });
    if (amountMinor !== undefined) Object.assign(this, { amountMinor, percentBps: null });
    if (startsAt !== undefined) this.startsAt = startsAt === null ? null : new Date(startsAt);
    if (endsAt !== undefined) this.endsAt = endsAt === null ? null : new Date(endsAt);
    requireSoundTerms(this);
    this.version += 1;
    this.updatedAt = now;
  }

  /** @returns why it cannot be used, if it cannot */
  refusalFor({ now, currency, lines, usesByCustomer }: CouponUse): CouponRefusal | undefined {
    if (!this.active || (this.startsAt !== null && now < this.startsAt)) return 'coupon-unknown';
    if (this.endsAt !== null && now >= this.endsAt) return 'coupon-expired';
    if (this.maxRedemptions !== null && this.redeemed >= this.maxRedemptions) return 'coupon-exhausted';
    if (this.maxPerCustomer !== null && usesByCustomer >= this.maxPerCustomer) return 'coupon-already-used';
    if (this.currency !== null && this.currency !== currency) return 'coupon-not-applicable';
    if (!lines.some((line) => this.appliesTo(line.productId))) return 'coupon-not-applicable';
    const subtotalMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
    return subtotalMinor < this.minimumSubtotalMinor ? 'coupon-minimum-not-met' : undefined;
  }
}

/** Codes are compared in capitals, without spaces around them. */
export const normaliseCode = (code: string): string => code.trim().toUpperCase();
