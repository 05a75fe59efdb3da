import type { Ref } from '@mikro-orm/core';
import type { ProductVariant } from './product-variant';

/** How much of a variant there is, and how much of that is held for orders. It is changed by `moveStock` only. */
export class Inventory {
  variant!: Ref<ProductVariant>;
  onHand!: number;
  reserved!: number;
  /** What can still be sold: on hand less reserved; computed by the database. */
  readonly available?: number;
  /** When so many are left, or fewer, somebody is told; null when nobody wants to know. */
  lowStockThreshold!: number | null;
  updatedAt!: Date;
}
