import { Type } from '@sinclair/typebox';
import { defineEvent } from '../define-event';
import { Timestamp, Uuid } from '../schema';

export const productStockLowV1 = defineEvent({
  type: 'product.stock-low.v1',
  publisher: 'product',
  description:
    'What can still be sold of a variant fell to its threshold or below; told once until it rises again.',
  schema: Type.Object({
    productId: Uuid,
    variantId: Uuid,
    sku: Type.String(),
    name: Type.String(),
    available: Type.Integer({ minimum: 0 }),
    threshold: Type.Integer({ minimum: 0 }),
    at: Timestamp,
  }),
});
