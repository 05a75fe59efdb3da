/** What a line cost its customer: with its discount, and with its tax where that was added to the price. */
export interface PaidLine {
  readonly quantity: number;
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
}

export const paidFor = (line: PaidLine, taxIncluded: boolean): number =>
  line.totalMinor - line.discountMinor + (taxIncluded ? 0 : line.taxMinor);

/**
 * What goes back for some pieces of a line. However the pieces are split among returns, the shares of all of them add
 * up to exactly what the line cost; its shipping is not part of it.
 *
 * @param returnedBefore how many pieces went back before; together with `quantity` at most those of the line
 * @returns minor units
 */
export function refundShare(
  line: PaidLine,
  taxIncluded: boolean,
  returnedBefore: number,
  quantity: number,
): number {
  const paidMinor = paidFor(line, taxIncluded);
  const upTo = (pieces: number) => Math.floor((paidMinor * pieces) / line.quantity);
  return upTo(returnedBefore + quantity) - upTo(returnedBefore);
}
