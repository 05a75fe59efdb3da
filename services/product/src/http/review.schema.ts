import { StrictObject, StringEnum, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf, PageQuery } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { MAX_RATING } from '../domain/product-review';
import { REVIEW_STATUSES } from '../domain/review-status';
import { Nullable } from './nullable.schema';
import { Text } from './product.schema';
import { withExamples } from './with-examples';

const content = {
  rating: Type.Integer({
    minimum: 1,
    maximum: MAX_RATING,
    description: 'From 1 to 5, the best.',
    examples: [4],
  }),
  title: withExamples(TextLine(120, 'The review in a few words.'), 'Does its job'),
  body: withExamples(Text(5_000, 'The review.'), 'Easy to set up, and quiet. I would buy it again.'),
};

export const WriteReviewBody = StrictObject(content);

export const EditReviewBody = Type.Partial(StrictObject(content), {
  additionalProperties: false,
  minProperties: 1,
  description: 'What is absent stays as it is.',
});

const DECISIONS = ['published', 'rejected'] as const;

export const ModerateReviewBody = StrictObject({
  status: StringEnum(DECISIONS, { description: 'What becomes of it.' }),
  reason: Type.Optional(
    withExamples(TextLine(500, 'Why it is rejected, for its author.'), 'Names another customer.'),
  ),
});

const view = {
  id: Uuid,
  ...content,
  verifiedPurchase: Type.Boolean({ description: 'Whether its author is known to have bought the product.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

export const ReviewView = Type.Object(view);
export type ReviewView = Static<typeof ReviewView>;

export const ReviewPage = PageOf(ReviewView);

const VISIBLE_STATUSES = REVIEW_STATUSES.filter((status) => status !== 'withdrawn');

/** What its author and staff see of a review. */
export const ReviewDetail = Type.Object({
  ...view,
  productId: Uuid,
  status: StringEnum(VISIBLE_STATUSES, { description: 'Only what is published is shown and counted.' }),
  reason: Nullable(Type.String(), 'Why it was rejected; null when it was not.'),
  version: Type.Integer({ description: 'Counts the changes; the ETag.', examples: [1] }),
});
export type ReviewDetail = Static<typeof ReviewDetail>;

export const ReviewDetailPage = PageOf(ReviewDetail);

export const ReviewListQuery = StrictObject({
  ...PageQuery,
  status: Type.Optional(StringEnum(VISIBLE_STATUSES, { description: 'Only those of this status.' })),
});

export const ReviewPath = Type.Object({ reviewId: Uuid });
