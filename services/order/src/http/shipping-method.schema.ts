import { Currency, StrictObject, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { Amount, Nullable } from './order.schema';

export const Country = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'ISO 3166-1 alpha-2.',
  examples: ['DE'],
});

export const ShippingMethodPath = Type.Object({ methodId: Uuid });

const MAX_COUNTRIES = 250;

const fields = {
  name: TextLine(100, 'What it is called.'),
  countries: Type.Array(Country, {
    maxItems: MAX_COUNTRIES,
    uniqueItems: true,
    description: 'Where it ships to; none for everywhere.',
  }),
  baseMinor: Amount('What it costs, whatever the weight.'),
  perKgMinor: Amount('What each kilogram that is begun adds.'),
  freeFromMinor: Nullable(Amount('From so much on, after the discount, it costs nothing; null for never.')),
  active: Type.Boolean({ description: 'Whether it is on offer.' }),
};

export const CreateShippingMethodBody = StrictObject({
  name: TextLine(100, 'What it is called.'),
  currency: Currency,
  countries: Type.Array(Country, {
    maxItems: MAX_COUNTRIES,
    uniqueItems: true,
    default: [],
    description: 'Where it ships to; none for everywhere.',
  }),
  baseMinor: fields.baseMinor,
  perKgMinor: Type.Integer({ ...fields.perKgMinor, default: 0 }),
  freeFromMinor: Type.Optional(fields.freeFromMinor),
  active: Type.Boolean({ default: true, description: 'Whether it is on offer.' }),
});

export const EditShippingMethodBody = Type.Partial(StrictObject(fields), {
  additionalProperties: false,
  minProperties: 1,
  description: 'What is absent stays as it is.',
});

export const ShippingMethodView = Type.Object({
  id: Uuid,
  ...fields,
  name: Type.String({ description: 'What it is called.', examples: ['Standard'] }),
  currency: Currency,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ShippingMethodView = Static<typeof ShippingMethodView>;

export const ShippingMethodPage = PageOf(ShippingMethodView);
