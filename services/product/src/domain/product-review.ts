import type { Ref } from '@mikro-orm/core';
import type { Product } from './product';

export const MAX_RATING = 5;

/** What one customer thinks of one product. */
export class ProductReview {
  id!: string;
  product!: Ref<Product>;
  customerId!: string;
  rating!: number;
  title!: string;
  body!: string;
  createdAt!: Date;
}
