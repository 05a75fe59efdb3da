import { Currency, StrictObject, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { Amount, CouponCode, Nullable } from './order.schema';

export const CouponPath = Type.Object({ couponId: Uuid });

const MAX_COUNT = 1_000_000_000;
const MAX_PRODUCTS = 100;

const Count = (description: string) => Type.Integer({ minimum: 1, maximum: MAX_COUNT, description });

const percentBps = Type.Integer({
  minimum: 1,
  maximum: 10_000,
  description: 'What part it takes off, in hundredths of a percent. Either this or amountMinor.',
  examples: [1_000],
});
const amountMinor = Type.Integer({
  ...Amount('What amount it takes off. Either this or percentBps.'),
  minimum: 1,
  examples: [500],
});
const currency = Type.String({
  ...Currency,
  description: 'The currency of amountMinor and minimumSubtotalMinor; needed where one of them is set.',
});

const terms = {
  minimumSubtotalMinor: Amount('What the lines of an order must cost together at least.'),
  startsAt: Nullable(
    Type.String({ ...Timestamp, description: 'From when it may be used; null for always.' }),
  ),
  endsAt: Nullable(Type.String({ ...Timestamp, description: 'When it expires; null for never.' })),
  maxRedemptions: Nullable(Count('How many orders may hold it; null for any number.')),
  maxPerCustomer: Nullable(Count('How many orders of one customer may hold it; null for any number.')),
  productIds: Type.Array(Uuid, {
    maxItems: MAX_PRODUCTS,
    uniqueItems: true,
    description: 'What it takes something off; none for everything.',
  }),
  active: Type.Boolean({ description: 'Whether it may be used at all.' }),
};

const { minimumSubtotalMinor, productIds, active, ...limits } = terms;

export const CreateCouponBody = StrictObject({
  code: CouponCode,
  percentBps: Type.Optional(percentBps),
  amountMinor: Type.Optional(amountMinor),
  currency: Type.Optional(currency),
  ...Type.Partial(Type.Object(limits)).properties,
  minimumSubtotalMinor: Type.Integer({ ...minimumSubtotalMinor, default: 0 }),
  productIds: Type.Array(Uuid, {
    maxItems: MAX_PRODUCTS,
    uniqueItems: true,
    description: productIds.description ?? '',
    default: [],
  }),
  active: Type.Boolean({ ...active, default: true }),
});
export type CreateCouponBody = Static<typeof CreateCouponBody>;

export const EditCouponBody = Type.Partial(StrictObject({ percentBps, amountMinor, currency, ...terms }), {
  additionalProperties: false,
  minProperties: 1,
  description:
    'What is absent stays as it is. Giving percentBps replaces amountMinor, and the other way round.',
});
export type EditCouponBody = Static<typeof EditCouponBody>;

export const CouponView = Type.Object({
  id: Uuid,
  code: Type.String({ description: 'The code, in capitals.', examples: ['WELCOME10'] }),
  percentBps: Nullable(percentBps),
  amountMinor: Nullable(amountMinor),
  currency: Nullable(currency),
  ...terms,
  redeemed: Type.Integer({ description: 'How many orders hold it now.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type CouponView = Static<typeof CouponView>;

export const CouponPage = PageOf(CouponView);
