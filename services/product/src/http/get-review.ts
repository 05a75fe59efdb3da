import { hasRole, notFound } from '@sidecart/platform';
import { ProductReview } from '../domain/product-review';
import { REVIEW_DETAIL_FIELDS } from './present-review';
import { reviewReply } from './review-reply';
import { ReviewDetail, ReviewPath } from './review.schema';
import { route } from './route';

export const getReviewRoute = route({
  method: 'get',
  path: '/reviews/{reviewId}',
  operationId: 'getReview',
  summary: 'Read a review of your own, and what became of it. Staff read any.',
  tag: 'Reviews',
  access: 'customer',
  params: ReviewPath,
  responses: { 200: ReviewDetail },
  problems: [404],
  async handler({ params, principal, deps }) {
    const whose = hasRole(principal.role, 'staff') ? {} : { customerId: principal.id };
    const review = await deps.em.findOne(
      ProductReview,
      { id: params.reviewId, status: { $ne: 'withdrawn' }, ...whose },
      { fields: REVIEW_DETAIL_FIELDS },
    );
    if (!review) throw notFound('review');
    return reviewReply(review);
  },
});
