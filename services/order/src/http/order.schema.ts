import {
  AmountMinor,
  Currency,
  StrictObject,
  StringEnum,
  Timestamp,
  Uuid,
  VariantOptions,
} from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { ATTENTIONS } from '../domain/attention';
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from '../domain/cart';
import { ORDER_STATUSES } from '../domain/order-status';
import { PAYMENT_STATES } from '../domain/payment-state';

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Amount = (description: string) => Type.Integer({ ...AmountMinor, description });

const Line = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description });

export const AddressBody = StrictObject({
  name: Line(200, 'Who receives it.'),
  line1: Line(200, 'Street and number.'),
  line2: Type.Optional(Line(200, 'Whatever else the street address needs.')),
  city: Line(100, 'The city.'),
  postalCode: Line(20, 'The postal code.'),
  region: Type.Optional(Line(100, 'State, province or region.')),
  country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }),
});

export const Quantity = Type.Integer({
  minimum: 1,
  maximum: MAX_LINE_QUANTITY,
  description: 'How many pieces.',
});

export const VariantId = Type.Optional(
  Type.String({ format: 'uuid', description: 'Which variant; needed where the product comes in several.' }),
);

/** Upper and lower case are one. */
export const CouponCode = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$',
  description: 'A coupon; upper and lower case are one.',
  examples: ['WELCOME10'],
});

export const PlaceOrderBody = StrictObject({
  paymentMethodId: Type.String({ format: 'uuid', description: 'One of your payment methods.' }),
  shippingAddress: AddressBody,
  items: Type.Optional(
    Type.Array(StrictObject({ productId: Uuid, variantId: VariantId, quantity: Quantity }), {
      minItems: 1,
      maxItems: MAX_CART_LINES,
      description: 'What to buy. Without it, what is in the cart, which is then emptied.',
    }),
  ),
  couponCode: Type.Optional(CouponCode),
  shippingMethodId: Type.Optional(
    Type.String({ format: 'uuid', description: 'How it is to be shipped. Without it, the cheapest way.' }),
  ),
  expectedTotalMinor: Type.Optional(
    Amount('What you expect to pay; when it costs something else by now, nothing is ordered.'),
  ),
});

const OrderItemView = Type.Object({
  productId: Uuid,
  variantId: Uuid,
  sku: Type.String({ description: 'The article number.', examples: ['LAMP-001'] }),
  name: Type.String({ description: 'The name when the order was placed.', examples: ['Desk lamp'] }),
  options: VariantOptions,
  quantity: Type.Integer({ description: 'How many pieces.', examples: [2] }),
  unitPriceMinor: Amount('What one piece costs.'),
  totalMinor: Amount('What the pieces cost before any discount.'),
  discountMinor: Amount('Its share of the discount.'),
  taxMinor: Amount('Its share of the tax, which is in the price where tax is included.'),
  taxRatePpm: Type.Integer({ description: 'The rate of its tax in millionths.', examples: [190_000] }),
  returnedQuantity: Type.Integer({ description: 'How many pieces came back.', examples: [0] }),
  returnableQuantity: Type.Integer({
    description: 'How many pieces are in no return yet.',
    examples: [2],
  }),
});

export const BreakdownView = Type.Object(
  {
    subtotalMinor: Amount('The sum of the lines.'),
    discountMinor: Amount('What the coupon takes off.'),
    shippingMinor: Amount('What shipping costs.'),
    taxMinor: Amount('The tax on lines and shipping.'),
    taxIncluded: Type.Boolean({ description: 'Whether prices and shipping hold the tax already.' }),
  },
  { description: 'How the total comes about: subtotal − discount + shipping, + tax unless it is included.' },
);

const summary = {
  id: Uuid,
  number: Type.String({ description: 'The number a person quotes.' }),
  status: StringEnum(ORDER_STATUSES, { description: 'Where the order stands.' }),
  paymentState: StringEnum(PAYMENT_STATES, { description: 'What is known of its payment.' }),
  currency: Currency,
  totalMinor: AmountMinor,
  refundedMinor: AmountMinor,
  createdAt: Timestamp,
  updatedAt: Timestamp,
};

export const OrderSummary = Type.Object({
  ...summary,
  customerId: Uuid,
  itemCount: Type.Integer({ description: 'How many pieces in all.' }),
  attention: Type.Optional(
    Type.Union([StringEnum(ATTENTIONS, { description: 'Why somebody has to look at it.' }), Type.Null()], {
      description: 'What somebody has to look at, if anything (staff).',
    }),
  ),
});
export type OrderSummary = Static<typeof OrderSummary>;

export const OrderPage = PageOf(OrderSummary);

export const ChosenShippingMethod = Type.Object(
  {
    id: Uuid,
    name: Type.String({ description: 'Its name when the order was placed.', examples: ['Standard'] }),
  },
  { description: 'How it is shipped; null where shipping has no price.' },
);

export const OrderView = Type.Object({
  ...summary,
  customerId: Uuid,
  paymentMethodId: Uuid,
  cancellationReason: Nullable(Type.String({ description: 'Why it was cancelled, if it was.' })),
  carrier: Nullable(Type.String({ description: 'Who carries it, once shipped.' })),
  trackingNumber: Nullable(Type.String({ description: 'The number to follow it by.' })),
  trackingUrl: Nullable(
    Type.String({ description: 'Where to follow it.', examples: ['https://post.example/T-1'] }),
  ),
  deliveredAt: Type.Union([Timestamp, Type.Null()], { description: 'When it arrived, once it has.' }),
  cancellationNote: Nullable(Type.String({ description: 'What the person who cancelled it said.' })),
  paymentDeadlineAt: Type.String({
    format: 'date-time',
    description: 'When it is cancelled unless it is paid by then.',
  }),
  paymentActionUntil: Type.Union([Timestamp, Type.Null()], {
    description: 'Until when the bank waits for you to confirm the payment, if it asked for that.',
  }),
  shippingAddress: Type.Omit(AddressBody, [], { description: 'Where it goes.' }),
  couponCode: Nullable(
    Type.String({ description: 'The coupon it was placed with.', examples: ['WELCOME10'] }),
  ),
  shippingMethod: Type.Union([ChosenShippingMethod, Type.Null()]),
  breakdown: BreakdownView,
  items: Type.Array(OrderItemView, { description: 'The lines; their sum is the subtotal.' }),
});
export type OrderView = Static<typeof OrderView>;

export const HistoryView = Type.Object({
  items: Type.Array(
    Type.Object({
      from: Type.Union([StringEnum(ORDER_STATUSES), Type.Null()], {
        description: 'Null for the first entry.',
      }),
      to: StringEnum(ORDER_STATUSES),
      reason: Nullable(Type.String({ description: 'Why, where there is a reason.' })),
      actor: StringEnum(['customer', 'staff', 'system'], { description: 'Who moved it.' }),
      at: Timestamp,
      traceId: Nullable(Type.String({ description: 'The trace in which it happened.' })),
    }),
    { description: 'Every move, oldest first.' },
  ),
});
