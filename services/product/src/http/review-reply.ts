import { ok, versionTag, type Reply } from '@sidecart/platform';
import type { ProductReview } from '../domain/product-review';
import { presentReviewDetail } from './present-review';

export const reviewHeaders = ({ version }: Pick<ProductReview, 'version'>): Record<string, string> => ({
  etag: versionTag(version),
  'cache-control': 'private, no-store',
});

/** A review as its author and staff see it. */
export const reviewReply = (review: Parameters<typeof presentReviewDetail>[0]): Reply =>
  ok(presentReviewDetail(review), reviewHeaders(review));
