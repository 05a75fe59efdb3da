import { pageOfReviews } from './page-of-reviews';
import { ReviewDetailPage, ReviewListQuery } from './review.schema';
import { route } from './route';

export const listAllReviewsRoute = route({
  method: 'get',
  path: '/reviews',
  operationId: 'listAllReviews',
  summary: 'Read the reviews of all products, such as those that wait for a decision, the newest first.',
  tag: 'Reviews',
  access: 'staff',
  query: ReviewListQuery,
  responses: { 200: ReviewDetailPage },
  handler: ({ query, deps }) =>
    pageOfReviews(deps.em, { status: query.status ?? { $ne: 'withdrawn' } }, '/reviews', query),
});
