/**
 * Splits an amount in proportion to weights, exactly: each share is its quotient rounded down, and what is left goes,
 * unit by unit, to the largest remainders (Hamilton's method); of equal ones the earlier gets it.
 *
 * @param amountMinor a non-negative integer
 * @param weights non-negative integers; where all are 0 the amount must be 0
 * @returns shares whose sum is the amount, in the order of the weights
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) {
    if (amountMinor !== 0) throw new Error('An amount cannot be split among what weighs nothing');
    return weights.map(() => 0);
  }
  const products = weights.map((weight) => BigInt(amountMinor) * BigInt(weight));
  const shares = products.map((product) => Number(product / sum));
  const left = amountMinor - shares.reduce((total, share) => total + share, 0);
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
