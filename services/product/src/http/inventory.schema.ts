import { StrictObject, StringEnum, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf, PageQuery } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { MOVEMENT_KINDS } from '../domain/stock-movement';
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

export const ReceiveStockBody = StrictObject({
  variantId: OfVariant,
  quantity: Type.Integer({
    minimum: 1,
    maximum: MAX_DELTA,
    description: 'How many pieces came in.',
    examples: [50],
  }),
  reason: TextLine(200, 'Where from: a supplier, a delivery note.'),
});

export const ThresholdBody = StrictObject({
  variantId: OfVariant,
  lowStockThreshold: Nullable(LowStockThreshold, 'When staff are told that it runs low; null for never.'),
});

export const MovementQuery = StrictObject({ ...PageQuery, variantId: OfVariant });

export const MovementPage = PageOf(
  Type.Object({
    id: Type.String({ description: 'The number of the entry.', examples: ['4711'] }),
    kind: StringEnum(MOVEMENT_KINDS, { description: 'What happened.' }),
    onHandDelta: Type.Integer({ description: 'How many more pieces there are.', examples: [-2] }),
    reservedDelta: Type.Integer({ description: 'How many more are held for orders.', examples: [-2] }),
    orderId: Nullable(Type.String(), 'The order it happened for.'),
    returnId: Nullable(Type.String(), 'The return that brought the goods back.'),
    reason: Nullable(Type.String(), 'Why, as staff wrote it.'),
    actorId: Nullable(Type.String(), 'Who did it, when it was a person.'),
    at: Timestamp,
  }),
);

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

export const LowStockPage = PageOf(
  Type.Object({
    ...StockLevelView.properties,
    name: Type.String({ description: 'What the product is called.', examples: ['Rain Jacket'] }),
  }),
);

export const InventoryView = Type.Object({
  productId: Uuid,
  ...level,
  variants: Type.Array(StockLevelView, {
    description: 'What that is made up of, in the order of the variants.',
  }),
});
