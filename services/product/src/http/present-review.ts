import type { ProductReview } from '../domain/product-review';
import type { ReviewDetail, ReviewView } from './review.schema';

/** The columns of a review that are shown to anybody. */
export const REVIEW_FIELDS = [
  'id',
  'rating',
  'title',
  'body',
  'verifiedPurchase',
  'createdAt',
  'updatedAt',
] as const;

/** The columns of a review that its author and staff see. */
export const REVIEW_DETAIL_FIELDS = [...REVIEW_FIELDS, 'product', 'status', 'reason', 'version'] as const;

/** Who wrote it stays with us: the id of a customer is nothing for strangers. */
export const presentReview = (review: Pick<ProductReview, (typeof REVIEW_FIELDS)[number]>): ReviewView => ({
  id: review.id,
  rating: review.rating,
  title: review.title,
  body: review.body,
  verifiedPurchase: review.verifiedPurchase,
  createdAt: review.createdAt.toISOString(),
  updatedAt: review.updatedAt.toISOString(),
});

export const presentReviewDetail = (
  review: Pick<ProductReview, Exclude<(typeof REVIEW_DETAIL_FIELDS)[number], 'product'>> & {
    readonly product: { readonly id: string };
  },
): ReviewDetail => ({
  ...presentReview(review),
  productId: review.product.id,
  // What was withdrawn is found by no query of those who ask.
  status: review.status as ReviewDetail['status'],
  reason: review.reason,
  version: review.version,
});
