import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { decodeCursor, isIdPosition, pageReply, toPage, type Reply } from '@sidecart/platform';
import { ProductReview } from '../domain/product-review';
import { presentReviewDetail, REVIEW_DETAIL_FIELDS } from './present-review';

/**
 * Answers a page of reviews as their authors and staff see them, the newest first.
 *
 * @param path the path of the list, for the link to the next page
 * @throws DomainError malformed when the cursor is none of this list
 */
export async function pageOfReviews(
  em: EntityManager,
  which: FilterQuery<ProductReview>,
  path: string,
  query: { readonly limit: number; readonly cursor?: string },
): Promise<Reply> {
  const after = decodeCursor(query.cursor, isIdPosition);
  const reviews = await em.find(
    ProductReview,
    { $and: [which, after ? { id: { $lt: after[0] } } : {}] },
    { fields: REVIEW_DETAIL_FIELDS, orderBy: { id: 'desc' }, limit: query.limit + 1 },
  );
  const page = toPage(reviews.map(presentReviewDetail), query.limit, (review) => [review.id]);
  return pageReply(page, path, query);
}
