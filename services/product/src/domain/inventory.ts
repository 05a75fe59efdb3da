import type { Ref } from '@mikro-orm/core';
import type { Product } from './product';

/** How much of a product there is, and how much of that is held for orders. It is changed by `moveStock` only. */
export class Inventory {
  product!: Ref<Product>;
  onHand!: number;
  reserved!: number;
  /** What can still be sold: on hand less reserved; computed by the database. */
  readonly available?: number;
  updatedAt!: Date;
}
