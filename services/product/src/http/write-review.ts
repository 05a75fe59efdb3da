import { created, once } from '@sidecart/platform';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { writeReview } from '../use-cases/write-review';
import { presentReviewDetail } from './present-review';
import { ProductPath } from './product.schema';
import { reviewHeaders } from './review-reply';
import { ReviewDetail, WriteReviewBody } from './review.schema';
import { route } from './route';

export const writeReviewRoute = route({
  method: 'post',
  path: '/products/{productId}/reviews',
  operationId: 'writeReview',
  summary: 'Review a product that you have bought, once.',
  tag: 'Reviews',
  access: 'customer',
  idempotencyKey: 'optional',
  params: ProductPath,
  body: WriteReviewBody,
  responses: { 201: ReviewDetail },
  problems: [404, 409, 422],
  handler({ params, body, principal, idempotency, deps }) {
    const input = { ...body, ...params, customerId: principal.id };
    return refuseDuplicates(
      once(deps.em, idempotency, async (em) => {
        const review = await writeReview(em, input, deps.reviewModeration, deps.now());
        return created(`/api/reviews/${review.id}`, presentReviewDetail(review), reviewHeaders(review));
      }),
    );
  },
});
