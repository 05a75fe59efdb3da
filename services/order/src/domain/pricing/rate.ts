/** A rate is counted in millionths: 19 % is 190,000. Fine enough for a sales tax of 8.875 %. */
export const PPM = 1_000_000;

const divideHalfUp = (numerator: bigint, denominator: bigint): number =>
  Number((2n * numerator + denominator) / (2n * denominator));

/** So many millionths of an amount, half a minor unit rounded up. */
export const portionOf = (amountMinor: number, ratePpm: number): number =>
  divideHalfUp(BigInt(amountMinor) * BigInt(ratePpm), BigInt(PPM));

/** The tax that an amount already holds at a rate, half a minor unit rounded up. */
export const taxWithin = (grossMinor: number, ratePpm: number): number =>
  divideHalfUp(BigInt(grossMinor) * BigInt(ratePpm), BigInt(PPM + ratePpm));
