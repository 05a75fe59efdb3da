import type { Ref } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import type { ProductVariant } from './product-variant';
import type { ReservationState } from './reservation-state';

/** Stock set aside for one order. Its id is the order's. */
export class Reservation {
  id!: string;
  state!: ReservationState;
  currency!: string;
  createdAt!: Date;
  updatedAt!: Date;
  /** Until when the hold cannot end unless its order says so. */
  expiresAt!: Date;
  /** When to ask the order service what became of the order; null once nothing is left to decide. */
  nextCheckAt!: Date | null;
  /** Changes whenever anybody touches it, so that an answer about an earlier moment is not acted upon. */
  version!: number;
}

/** One variant of a reservation, as it was and cost at the moment it was held. */
export class ReservationItem {
  reservation!: Ref<Reservation>;
  variant!: Ref<ProductVariant>;
  position!: number;
  quantity!: number;
  sku!: string;
  name!: string;
  options!: VariantOptions;
  unitPriceMinor!: number;
  /** What coupons and shipping of the order depend on; null for what was held before it was kept. */
  categoryId!: string | null;
  weightGrams!: number | null;
}
