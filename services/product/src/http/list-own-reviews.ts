import { StrictObject } from '@sidecart/contracts';
import { PageQuery } from '@sidecart/platform';
import { pageOfReviews } from './page-of-reviews';
import { ReviewDetailPage } from './review.schema';
import { route } from './route';

export const listOwnReviewsRoute = route({
  method: 'get',
  path: '/reviews/mine',
  operationId: 'listOwnReviews',
  summary: 'Read the reviews that you have written, the newest first.',
  tag: 'Reviews',
  access: 'customer',
  query: StrictObject(PageQuery),
  responses: { 200: ReviewDetailPage },
  handler: ({ query, principal, deps }) =>
    pageOfReviews(
      deps.em,
      { customerId: principal.id, status: { $ne: 'withdrawn' } },
      '/reviews/mine',
      query,
    ),
});
