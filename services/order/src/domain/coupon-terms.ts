import { DomainError } from '@sidecart/platform';

/** What can be said of a coupon; what is absent stays as it is. Moments are RFC 3339 texts. */
export interface CouponTerms {
  readonly percentBps?: number;
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly minimumSubtotalMinor?: number;
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly maxRedemptions?: number | null;
  readonly maxPerCustomer?: number | null;
  readonly productIds?: string[];
  readonly active?: boolean;
}

interface TermsToCheck {
  readonly percentBps: number | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly minimumSubtotalMinor: number;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** @throws DomainError refused naming the field that contradicts another */
export function requireSoundTerms(terms: TermsToCheck): void {
  if (terms.percentBps === null && terms.amountMinor === null) {
    throw unsound('percentBps', 'is required where amountMinor is absent');
  }
  const countsMoney = terms.amountMinor !== null || terms.minimumSubtotalMinor > 0;
  if (countsMoney && terms.currency === null)
    throw unsound('currency', 'is required where there is an amount');
  if (terms.startsAt !== null && terms.endsAt !== null && terms.endsAt <= terms.startsAt) {
    throw unsound('endsAt', 'must be after startsAt');
  }
}

export const unsound = (field: string, detail: string) =>
  new DomainError(
    'refused',
    'coupon-terms-contradict',
    `The terms contradict each other: ${field} ${detail}.`,
    {
      errors: [{ in: 'body', pointer: `#/${field}`, detail }],
    },
  );
