import { TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { OrNull } from './or-null';
import { Phone } from './profile.schema';

export const AddressPath = Type.Object({ addressId: Uuid });

const Country = Type.String({ pattern: '^[A-Z]{2}$', description: 'An ISO 3166-1 alpha-2 code.' });

const required = {
  name: TextLine(100, 'Whom it is for.'),
  line1: TextLine(200, 'Street and number.'),
  city: TextLine(100, 'City or town.'),
  postalCode: TextLine(20, 'Postal code.'),
  country: Country,
};

const optional = {
  line2: Type.Optional(OrNull(TextLine(200, 'Whatever else the carrier needs. A null clears.'))),
  region: Type.Optional(OrNull(TextLine(100, 'State or province. A null clears.'))),
  phone: Type.Optional(OrNull(Phone)),
  isDefaultShipping: Type.Optional(
    Type.Boolean({
      description: 'Whether it is proposed for orders. At most one is: the former one ceases.',
    }),
  ),
};

export const AddAddressBody = Type.Object(
  { ...required, ...optional },
  { additionalProperties: false, description: 'An address.' },
);

export const ChangeAddressBody = Type.Partial(Type.Object({ ...required, ...optional }), {
  additionalProperties: false,
  minProperties: 1,
  description: 'What is to change.',
});

const shown = (description: string) => Type.String({ description });

export const AddressView = Type.Object({
  id: Uuid,
  name: shown('Whom it is for.'),
  line1: shown('Street and number.'),
  line2: Type.Optional(shown('Absent when there is none.')),
  city: shown('City or town.'),
  postalCode: shown('Postal code.'),
  region: Type.Optional(shown('State or province; absent when there is none.')),
  country: Country,
  phone: Type.Optional(shown('Absent when there is none.')),
  isDefaultShipping: Type.Boolean({ description: 'Whether it is proposed for orders.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type AddressView = Static<typeof AddressView>;

export const AddressPage = PageOf(AddressView);
