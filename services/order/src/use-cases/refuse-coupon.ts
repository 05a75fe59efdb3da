import { DomainError } from '@sidecart/platform';
import type { CouponRefusal, CouponUse } from '../domain/coupon';
import type { FoundCoupon } from './find-coupon';
import type { NamePlace } from './name-place';

const DETAILS: Readonly<Record<CouponRefusal, string>> = {
  'coupon-unknown': 'There is no such coupon.',
  'coupon-expired': 'This coupon has expired.',
  'coupon-exhausted': 'This coupon has been used up.',
  'coupon-already-used': 'You have used this coupon as often as you may.',
  'coupon-minimum-not-met': 'The order is too small for this coupon.',
  'coupon-not-applicable': 'This coupon is for other things than these.',
};

export const couponError = (refusal: CouponRefusal, nameOf: NamePlace): DomainError =>
  new DomainError('refused', refusal, DETAILS[refusal], {
    errors: [{ ...nameOf('couponCode'), detail: DETAILS[refusal] }],
  });

/** @throws DomainError refused, saying why, unless the coupon exists and may be used so */
export function requireUsable(
  found: FoundCoupon | undefined,
  use: Omit<CouponUse, 'usesByCustomer'>,
  nameOf: NamePlace,
): void {
  const refusal = found ? found.coupon.refusalFor({ ...use, ...found }) : 'coupon-unknown';
  if (refusal) throw couponError(refusal, nameOf);
}
