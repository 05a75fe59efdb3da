import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProductReview } from '../domain/product-review';
import { announceChange } from './announce-change';

/** What a review adds to the ratings of its product. */
export interface RatingShare {
  readonly count: number;
  readonly sum: number;
}

export const NO_SHARE: RatingShare = { count: 0, sum: 0 };

export const shareOf = ({ status, rating }: ProductReview): RatingShare =>
  status === 'published' ? { count: 1, sum: rating } : NO_SHARE;

/**
 * Locks a product for a change to its reviews, which so come one after the other: always before the review itself.
 *
 * @param which whether it must be one that is shown
 * @returns whether there is one
 */
export async function lockRatings(
  em: EntityManager,
  productId: string,
  which: 'active' | 'any',
): Promise<boolean> {
  const locked: unknown[] = await em.execute(
    `select id from products where id = ? ${which === 'active' ? "and status = 'active'" : ''} for no key update`,
    [productId],
  );
  return locked.length > 0;
}

/**
 * Brings the ratings of a product, which is locked, from what a review was to what it is.
 *
 * @param em an open transaction
 */
export async function countRating(
  em: EntityManager,
  productId: string,
  before: RatingShare,
  after: RatingShare,
  now: Date,
): Promise<void> {
  if (before.count === after.count && before.sum === after.sum) return;
  await em.execute(
    'update products set rating_count = rating_count + ?, rating_sum = rating_sum + ? where id = ?',
    [after.count - before.count, after.sum - before.sum, productId],
  );
  announceChange(em, productId, 'rating', now);
}
