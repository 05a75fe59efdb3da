import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { MODERATIONS, type Moderation } from './domain/review-status';

export const ProductConfig = Type.Object({
  ...serviceVariables,
  /** How long stock is held for an order. Longer than an order may wait for its payment. */
  RESERVATION_HOLD_MINUTES: Type.Integer({ minimum: 1, maximum: 1_440, default: 20 }),
  /** How long a cached page lives when no event ends it before. */
  CATALOGUE_CACHE_SECONDS: Type.Integer({ minimum: 1, maximum: 3_600, default: 60 }),
  /** How many bytes of images each replica keeps in memory. */
  IMAGE_CACHE_BYTES: Type.Integer({ minimum: 1, maximum: 1_073_741_824, default: 33_554_432 }),
  /** Whether staff look at a review before it is shown, or may only take it back afterwards. */
  REVIEW_MODERATION: Type.Unsafe<Moderation>({ type: 'string', enum: [...MODERATIONS], default: 'after' }),
});

export const ProductSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
