import { StrictObject, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { MAX_RATING } from '../domain/product-review';
import { Text } from './product.schema';

const content = {
  rating: Type.Integer({ minimum: 1, maximum: MAX_RATING, description: 'From 1 to 5, the best.' }),
  title: TextLine(120, 'The review in a few words.'),
  body: Text(5_000, 'The review.'),
};

export const WriteReviewBody = StrictObject(content);

export const ReviewView = Type.Object({ id: Uuid, ...content, createdAt: Timestamp });
export type ReviewView = Static<typeof ReviewView>;

export const ReviewPage = PageOf(ReviewView);
