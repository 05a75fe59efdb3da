import { AmountMinor, Currency, StrictObject, Timestamp, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';
import { OptionsView, WeightGrams } from './variant.schema';

const MAX_LINES = 50;

const requested = {
  productId: Uuid,
  variantId: Type.Optional(
    Type.String({
      format: 'uuid',
      description: 'Which variant; may be absent when the product has only one.',
    }),
  ),
};

export const QuoteBody = StrictObject({
  items: Type.Array(StrictObject(requested), { minItems: 1, maxItems: MAX_LINES }),
});

const line = {
  productId: Uuid,
  variantId: Uuid,
  sku: Type.String({ description: 'The article number.' }),
  name: Type.String({ description: 'What the product is called.' }),
  options: OptionsView,
  unitPriceMinor: AmountMinor,
};

export const Quotes = Type.Object({
  items: Type.Array(
    Type.Object({
      ...line,
      currency: Currency,
      available: Type.Integer({ description: 'How many can still be sold.' }),
      purchasable: Type.Boolean({ description: 'Whether it is sold at all.' }),
      categoryId: Type.Optional(Uuid),
      weightGrams: Type.Optional(WeightGrams),
    }),
  ),
});

export const HoldBody = StrictObject({
  items: Type.Array(
    StrictObject({
      ...requested,
      quantity: Type.Integer({ minimum: 1, maximum: 10_000, description: 'How many.' }),
    }),
    { minItems: 1, maxItems: MAX_LINES },
  ),
});

export const ReservationView = Type.Object({
  orderId: Uuid,
  expiresAt: Timestamp,
  currency: Currency,
  lines: Type.Array(
    Type.Object({
      ...line,
      quantity: Type.Integer({ description: 'How many.' }),
      categoryId: Type.Optional(Uuid),
      weightGrams: Type.Optional(WeightGrams),
    }),
  ),
});

export const ExtensionBody = StrictObject({ until: Timestamp });

export const ExtensionView = Type.Object({ expiresAt: Timestamp });
