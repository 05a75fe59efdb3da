const GRAMS_PER_KG = 1_000;

/** What a way of shipping costs. */
export interface ShippingRate {
  readonly baseMinor: number;
  /** Added for each kilogram that is begun. */
  readonly perKgMinor: number;
  /** From so much on, after the discount, it costs nothing; null where it always costs. */
  readonly freeFromMinor: number | null;
}

/** @param goodsMinor what the goods cost after the discount */
export function shippingCost(rate: ShippingRate, goodsMinor: number, weightGrams: number): number {
  if (rate.freeFromMinor !== null && goodsMinor >= rate.freeFromMinor) return 0;
  return rate.baseMinor + Math.ceil(weightGrams / GRAMS_PER_KG) * rate.perKgMinor;
}
