import { portionOf } from './rate';

/** What is taken off: a part of what it applies to, or an amount. */
export type Discount =
  | { readonly kind: 'percent'; readonly ratePpm: number }
  | { readonly kind: 'amount'; readonly amountMinor: number };

/** The discount on an amount: never more than the amount. */
export const discountOn = (amountMinor: number, discount: Discount): number =>
  Math.min(
    amountMinor,
    discount.kind === 'percent' ? portionOf(amountMinor, discount.ratePpm) : discount.amountMinor,
  );
