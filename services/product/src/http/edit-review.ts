import { requireVersion } from '@sidecart/platform';
import type { ProductReview } from '../domain/product-review';
import { changeReview } from '../use-cases/change-review';
import { reviewReply } from './review-reply';
import { EditReviewBody, ReviewDetail, ReviewPath } from './review.schema';
import { route } from './route';

export const editReviewRoute = route({
  method: 'patch',
  path: '/reviews/{reviewId}',
  operationId: 'editReview',
  summary: 'Change a review of your own. One that was rejected is looked at again.',
  tag: 'Reviews',
  access: 'customer',
  ifMatch: 'required',
  params: ReviewPath,
  body: EditReviewBody,
  responses: { 200: ReviewDetail },
  problems: [404],
  async handler({ params, body, principal, ifMatch, deps }) {
    const now = deps.now();
    const change = {
      ...params,
      customerId: principal.id,
      requireVersion: (version: number) => requireVersion(ifMatch, version),
      apply: (review: ProductReview) => {
        review.edit(body, deps.reviewModeration, now);
        return 'kept' as const;
      },
    };
    return reviewReply(await deps.em.transactional((em) => changeReview(em, change, now)));
  },
});
