import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { ProductReview } from '../domain/product-review';
import { countRating, lockRatings, NO_SHARE, shareOf } from './count-rating';

export interface ReviewChange {
  readonly reviewId: string;
  /** Whose it must be; absent for staff. */
  readonly customerId?: string | undefined;
  /** Throws when the caller has not seen that version. */
  readonly requireVersion: (version: number) => void;
  /** Changes it, and tells whether it is to be kept. */
  readonly apply: (review: ProductReview) => 'kept' | 'gone';
}

/**
 * Changes a review and the ratings of its product with it.
 *
 * @param em an open transaction
 * @throws DomainError not-found, also when it is not theirs
 */
export async function changeReview(
  em: EntityManager,
  { reviewId, customerId, requireVersion, apply }: ReviewChange,
  now: Date,
): Promise<ProductReview> {
  const [found]: { productId: string }[] = await em.execute(
    'select product_id as "productId" from product_reviews where id = ?',
    [reviewId],
  );
  if (!found) throw notFound('review');
  await lockRatings(em, found.productId, 'any');
  const review = await em.findOne(
    ProductReview,
    { id: reviewId, status: { $ne: 'withdrawn' }, ...(customerId === undefined ? {} : { customerId }) },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!review) throw notFound('review');
  requireVersion(review.version);
  const before = shareOf(review);
  const outcome = apply(review);
  if (outcome === 'gone') em.remove(review);
  await countRating(em, found.productId, before, outcome === 'gone' ? NO_SHARE : shareOf(review), now);
  await em.flush();
  return review;
}
