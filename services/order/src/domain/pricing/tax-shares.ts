import { allocate } from './allocate';
import { portionOf, taxWithin } from './rate';

export interface TaxedAmount {
  readonly amountMinor: number;
  readonly ratePpm: number;
}

/**
 * The tax on each of several amounts. It is worked out once per rate, on the sum of what is taxed at that rate, rounded
 * half up, and then split among them: many small lines do not add up their roundings.
 *
 * @param included whether the amounts hold the tax already
 */
export function taxShares(amounts: readonly TaxedAmount[], included: boolean): number[] {
  const shares = amounts.map(() => 0);
  for (const ratePpm of new Set(amounts.map((amount) => amount.ratePpm))) {
    const weights = amounts.map((amount) => (amount.ratePpm === ratePpm ? amount.amountMinor : 0));
    const base = weights.reduce((total, weight) => total + weight, 0);
    const tax = included ? taxWithin(base, ratePpm) : portionOf(base, ratePpm);
    allocate(tax, weights).forEach((share, index) => (shares[index] = (shares[index] ?? 0) + share));
  }
  return shares;
}
