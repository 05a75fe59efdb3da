import { Currency, Money, StringEnum, Uuid, VariantOptions } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { CART_CHANGES } from '../domain/cart-changes';
import { COUPON_REFUSALS } from '../domain/coupon';
import { Amount, BreakdownView, ChosenShippingMethod, Nullable } from './order.schema';

/** 32 bytes as they were given out. */
const TOKEN_PATTERN = '^[A-Za-z0-9_-]{43}$';
const EXAMPLE_TOKEN = 'q1Zr0i7Jm2nVb8sXo3dUe9tYc4hFk6lGp5aWzR1vTs0';

export const CartToken = Type.String({
  pattern: TOKEN_PATTERN,
  description: 'The token of a guest’s cart, as an earlier answer gave it.',
  examples: [EXAMPLE_TOKEN],
});

/** What requests about a cart may carry; an access token counts more. */
export const cartHeaders = {
  'cart-token': Type.String({
    pattern: TOKEN_PATTERN,
    description: 'The cart of a guest, as an earlier answer named it. Not looked at with an access token.',
    examples: [EXAMPLE_TOKEN],
  }),
};

const CartLineView = Type.Object({
  productId: Uuid,
  variantId: Uuid,
  sku: Type.String({ description: 'The article number; empty when it does not exist any more.' }),
  name: Type.String({ description: 'What the product is called.', examples: ['Desk lamp'] }),
  options: VariantOptions,
  quantity: Type.Integer({ description: 'How many pieces are wanted.', examples: [2] }),
  unitPriceMinor: Amount('What one piece costs now.'),
  totalMinor: Amount('What the pieces cost now.'),
  currency: Currency,
  available: Type.Integer({ description: 'How many can be had now.' }),
  purchasable: Type.Boolean({ description: 'Whether that many can be had now.' }),
});

const change = {
  variantId: Uuid,
  kind: StringEnum(CART_CHANGES, { description: 'What changed.' }),
  to: Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'What it is now: a price in minor units, or pieces.',
  }),
};

export const CartChangeView = Type.Object({
  ...change,
  from: Type.Integer({ description: 'What it was: a price in minor units, or pieces.' }),
});

export const AcknowledgedChange = Type.Object(change, { additionalProperties: false });

const CartCoupon = Type.Object(
  {
    code: Type.String({ description: 'The coupon.', examples: ['WELCOME10'] }),
    discountMinor: Amount('What it takes off now.'),
    refusal: Nullable(StringEnum(COUPON_REFUSALS, { description: 'Why it takes nothing off now.' })),
  },
  { description: 'The coupon that is on the cart.' },
);

const Estimate = Type.Object(
  {
    currency: Currency,
    shippingMethod: Nullable(ChosenShippingMethod),
    breakdown: BreakdownView,
    totalMinor: Amount('What the purchasable lines would cost; send it as expectedTotalMinor.'),
  },
  {
    description: 'What an order of the purchasable lines would cost at the destination that was asked about.',
  },
);

export const CartView = Type.Object({
  items: Type.Array(CartLineView, { description: 'The lines, the one that was put in first first.' }),
  totals: Type.Array(Money, { description: 'What the purchasable lines cost, by currency.' }),
  changes: Type.Array(CartChangeView, {
    description: 'What is not as it was when it was put in, until it is acknowledged.',
  }),
  coupon: Nullable(CartCoupon),
  estimate: Nullable(Estimate),
});
export type CartView = Static<typeof CartView>;
