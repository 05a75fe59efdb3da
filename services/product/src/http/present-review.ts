import type { ProductReview } from '../domain/product-review';
import type { ReviewView } from './review.schema';

/** Who wrote it stays with us: the id of a customer is nothing for strangers. */
export const presentReview = ({
  id,
  rating,
  title,
  body,
  createdAt,
}: Pick<ProductReview, 'id' | 'rating' | 'title' | 'body' | 'createdAt'>): ReviewView => ({
  id,
  rating,
  title,
  body,
  createdAt: createdAt.toISOString(),
});
