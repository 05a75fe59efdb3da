import { AmountMinor, Currency, StrictObject, Timestamp, Uuid } from '@sidecart/contracts';
import { Type } from '@sinclair/typebox';

const MAX_PRODUCTS = 50;

export const QuoteBody = StrictObject({
  productIds: Type.Array(Uuid, { minItems: 1, maxItems: MAX_PRODUCTS }),
});

const line = { productId: Uuid, sku: Type.String(), name: Type.String(), unitPriceMinor: AmountMinor };

export const Quotes = Type.Object({
  items: Type.Array(
    Type.Object({
      ...line,
      currency: Currency,
      available: Type.Integer(),
      purchasable: Type.Boolean(),
    }),
  ),
});

export const HoldBody = StrictObject({
  items: Type.Array(
    StrictObject({ productId: Uuid, quantity: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
    { minItems: 1, maxItems: MAX_PRODUCTS },
  ),
});

export const ReservationView = Type.Object({
  orderId: Uuid,
  expiresAt: Timestamp,
  currency: Currency,
  lines: Type.Array(Type.Object({ ...line, quantity: Type.Integer() })),
});
