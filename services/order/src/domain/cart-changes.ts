export const CART_CHANGES = ['price-changed', 'quantity-reduced', 'unavailable'] as const;

/** What is not any more as the cart showed it: minor units of a price, or pieces. */
export interface CartChange {
  readonly variantId: string;
  readonly kind: (typeof CART_CHANGES)[number];
  readonly from: number;
  readonly to: number;
}

export interface SeenLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly seenUnitPriceMinor: number | null;
}

/** What can be had now; absent where the variant does not exist any more. */
export interface Offer {
  readonly unitPriceMinor: number;
  readonly available: number;
  readonly purchasable: boolean;
}

/** Tells what changed for a line of a cart since its customer last saw it. */
export function findChanges(line: SeenLine, offer: Offer | undefined): CartChange[] {
  const { variantId, quantity, seenUnitPriceMinor } = line;
  if (!offer?.purchasable || offer.available <= 0) {
    return [{ variantId, kind: 'unavailable', from: quantity, to: 0 }];
  }
  const changes: CartChange[] = [];
  if (seenUnitPriceMinor !== null && seenUnitPriceMinor !== offer.unitPriceMinor) {
    changes.push({ variantId, kind: 'price-changed', from: seenUnitPriceMinor, to: offer.unitPriceMinor });
  }
  if (offer.available < quantity) {
    changes.push({ variantId, kind: 'quantity-reduced', from: quantity, to: offer.available });
  }
  return changes;
}
