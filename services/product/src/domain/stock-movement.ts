import type { Ref } from '@mikro-orm/core';
import type { Product } from './product';
import type { Reservation } from './reservation';

/** Goods came in · a sale took them out · a cancelled sale brought them back · somebody counted. */
export const MOVEMENT_KINDS = ['receipt', 'commit', 'return', 'adjustment'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** An entry of the stock ledger. What is on hand of a product is the sum of its entries, at every moment. */
export class StockMovement {
  id!: string;
  product!: Ref<Product>;
  kind!: MovementKind;
  delta!: number;
  /** The order's reservation, for a commit or a return. */
  reservation!: Ref<Reservation> | null;
  reason!: string | null;
  actorId!: string | null;
  at!: Date;
}
