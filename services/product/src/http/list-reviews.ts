import { StrictObject } from '@sidecart/contracts';
import { decodeCursor, isIdPosition, notFound, PageQuery, pageReply, toPage } from '@sidecart/platform';
import { Product } from '../domain/product';
import { ProductReview } from '../domain/product-review';
import { presentReview, REVIEW_FIELDS } from './present-review';
import { ProductPath } from './product.schema';
import { ReviewPage } from './review.schema';
import { route } from './route';

export const listReviewsRoute = route({
  method: 'get',
  path: '/products/{productId}/reviews',
  operationId: 'listReviews',
  summary: 'Read what customers think of a product, the newest first.',
  tag: 'Reviews',
  access: 'public',
  params: ProductPath,
  query: StrictObject(PageQuery),
  responses: { 200: ReviewPage },
  problems: [404],
  async handler({ params, query, deps }) {
    const { productId } = params;
    const after = decodeCursor(query.cursor, isIdPosition);
    const shown = { id: productId, status: 'active' as const };
    const reviews = await deps.em.find(
      ProductReview,
      { product: shown, status: 'published', ...(after ? { id: { $lt: after[0] } } : {}) },
      { fields: REVIEW_FIELDS, orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    if (reviews.length === 0 && (await deps.em.count(Product, shown)) === 0) throw notFound('product');
    const page = toPage(reviews.map(presentReview), query.limit, (review) => [review.id]);
    return pageReply(page, `/products/${productId}/reviews`, query);
  },
});
