import { created, once } from '@sidecart/platform';
import { refuseDuplicates } from '../use-cases/refuse-duplicates';
import { writeReview } from '../use-cases/write-review';
import { presentReview } from './present-review';
import { ProductPath } from './product.schema';
import { ReviewView, WriteReviewBody } from './review.schema';
import { route } from './route';

export const writeReviewRoute = route({
  method: 'post',
  path: '/products/{productId}/reviews',
  operationId: 'writeReview',
  summary: 'Review a product, once.',
  tag: 'Reviews',
  access: 'customer',
  idempotencyKey: 'optional',
  params: ProductPath,
  body: WriteReviewBody,
  responses: { 201: ReviewView },
  problems: [404, 409],
  handler({ params, body, principal, idempotency, deps }) {
    const input = { ...body, ...params, customerId: principal.id };
    return refuseDuplicates(
      once(deps.em, idempotency, async (em) => {
        const review = await writeReview(em, input, deps.now());
        return created(`/api/products/${input.productId}/reviews`, presentReview(review));
      }),
    );
  },
});
