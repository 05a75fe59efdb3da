import type { Ref } from '@mikro-orm/core';
import type { Product } from './product';
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

/** One product of a reservation, at the price of the moment it was held. */
export class ReservationItem {
  reservation!: Ref<Reservation>;
  product!: Ref<Product>;
  position!: number;
  quantity!: number;
  sku!: string;
  name!: string;
  unitPriceMinor!: number;
}
