import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { StringEnum, Timestamp, Uuid } from '../schema';

export const productChangedV1 = defineEvent({
  type: 'product.changed.v1',
  publisher: 'product',
  description: 'What the catalogue shows of a product changed: cached copies are stale.',
  schema: Type.Object({
    productId: Uuid,
    change: StringEnum(['created', 'updated', 'archived', 'availability', 'rating']),
    changedAt: Timestamp,
  }),
});
