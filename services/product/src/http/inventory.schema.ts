import { StrictObject, TextLine, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { Nullable } from './nullable.schema';
import { LowStockThreshold, OptionsView } from './variant.schema';

const MAX_DELTA = 1_000_000;

/** As everywhere: without it, the product's only variant is meant. */
const OfVariant = Type.Optional(
  Type.String({ format: 'uuid', description: 'Which variant; may be absent when the product has only one.' }),
);

export const AdjustStockBody = StrictObject({
  variantId: OfVariant,
  delta: Type.Integer({
    minimum: -MAX_DELTA,
    maximum: MAX_DELTA,
    not: { const: 0 },
    description: 'How many more pieces there are; negative for fewer.',
  }),
  reason: TextLine(200, 'Why: a count, a theft, a breakage.'),
});

const level = {
  onHand: Type.Integer({ description: 'How many there are.', examples: [25] }),
  reserved: Type.Integer({ description: 'How many of those are held for orders.', examples: [3] }),
  available: Type.Integer({ description: 'How many can still be sold.', examples: [22] }),
};

export const StockLevelView = Type.Object({
  productId: Uuid,
  variantId: Uuid,
  sku: Type.String({ description: 'The article number.', examples: ['JAC-00042-M'] }),
  options: OptionsView,
  ...level,
  lowStockThreshold: Nullable(LowStockThreshold, 'When staff are told that it runs low; null for never.'),
});

export const InventoryView = Type.Object({
  productId: Uuid,
  ...level,
  variants: Type.Array(StockLevelView, {
    description: 'What that is made up of, in the order of the variants.',
  }),
});
