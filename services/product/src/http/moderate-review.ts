import { DomainError, requireVersion } from '@sidecart/platform';
import type { ProductReview } from '../domain/product-review';
import { changeReview } from '../use-cases/change-review';
import { reviewReply } from './review-reply';
import { ModerateReviewBody, ReviewDetail, ReviewPath } from './review.schema';
import { route } from './route';

export const moderateReviewRoute = route({
  method: 'put',
  path: '/reviews/{reviewId}/moderation',
  operationId: 'moderateReview',
  summary: 'Publish or reject a review, as you have read it.',
  tag: 'Reviews',
  access: 'staff',
  ifMatch: 'required',
  params: ReviewPath,
  body: ModerateReviewBody,
  responses: { 200: ReviewDetail },
  problems: [404],
  async handler({ params, body: { status, reason }, ifMatch, deps }) {
    if (status === 'rejected' && reason === undefined) throw reasonNeeded();
    const now = deps.now();
    const change = {
      ...params,
      requireVersion: (version: number) => requireVersion(ifMatch, version),
      apply: (review: ProductReview) => {
        if (status === 'published') review.publish(now);
        else review.reject(reason ?? '', now);
        return 'kept' as const;
      },
    };
    return reviewReply(await deps.em.transactional((em) => changeReview(em, change, now)));
  },
});

const reasonNeeded = () =>
  new DomainError('malformed', 'invalid-request', 'Who rejects a review says why.', {
    errors: [{ in: 'body', pointer: '#/reason', detail: 'is required to reject a review' }],
  });
