import { noContent, requireVersion } from '@sidecart/platform';
import type { ProductReview } from '../domain/product-review';
import { changeReview } from '../use-cases/change-review';
import { ReviewPath } from './review.schema';
import { route } from './route';

export const deleteReviewRoute = route({
  method: 'delete',
  path: '/reviews/{reviewId}',
  operationId: 'deleteReview',
  summary: 'Take back a review of your own.',
  tag: 'Reviews',
  access: 'customer',
  ifMatch: 'optional',
  params: ReviewPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, ifMatch, deps }) {
    const now = deps.now();
    const change = {
      ...params,
      customerId: principal.id,
      requireVersion: (version: number) => requireVersion(ifMatch, version),
      apply: (review: ProductReview) => (review.withdraw(now) ? 'gone' : 'kept'),
    } as const;
    await deps.em.transactional((em) => changeReview(em, change, now));
    return noContent();
  },
});
