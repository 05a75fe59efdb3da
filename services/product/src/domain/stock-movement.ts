import type { Ref } from '@mikro-orm/core';
import type { ProductVariant } from './product-variant';
import type { Reservation } from './reservation';

/**
 * - receipt: goods came in
 * - reservation: set aside for an order
 * - commit: a sale took them out
 * - release: no longer set aside, since the order was cancelled or never placed
 * - return: a cancelled sale, or goods that came back, put them on the shelf again
 * - adjustment: somebody counted
 */
export const MOVEMENT_KINDS = [
  'receipt',
  'reservation',
  'commit',
  'release',
  'return',
  'adjustment',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/**
 * An entry of the stock ledger. What is on hand of a variant, and what is reserved of it, are the sums of its entries,
 * at every moment.
 */
export class StockMovement {
  id!: string;
  variant!: Ref<ProductVariant>;
  kind!: MovementKind;
  onHandDelta!: number;
  reservedDelta!: number;
  /** The order's reservation, unless goods came in or were counted. */
  reservation!: Ref<Reservation> | null;
  /** The return that brought goods back after they had been delivered. */
  returnId!: string | null;
  reason!: string | null;
  actorId!: string | null;
  at!: Date;
}
