import { StrictObject, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { OrNull } from './or-null';

export const UserPath = Type.Object({ userId: Uuid });

export const Phone = Type.String({
  minLength: 5,
  maxLength: 24,
  pattern: '^\\+?[0-9][0-9 ()./-]*$',
  description: 'A telephone number.',
});

/** E.164: a plus, the country, the number; fifteen digits at most. */
const PhoneNumber = Type.String({
  pattern: '^\\+[1-9][0-9]{6,14}$',
  description:
    'Where text messages may go, in E.164. Which are sent is decided in the notification preferences.',
  examples: ['+4915112345678'],
});

const DisplayName = TextLine(100, 'What the person is called.');

const Locale = Type.String({
  maxLength: 12,
  pattern: '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$',
  description: 'The language to write to the person in, as a BCP 47 tag such as de or pt-BR.',
});

export const ProfileView = Type.Object({
  id: Uuid,
  email: Type.String({ description: 'The address the person signs in with.' }),
  displayName: Type.String({ description: 'What the person is called.' }),
  phone: Type.Optional(Type.String({ description: 'Absent when there is none.' })),
  phoneNumber: Type.Optional(
    Type.String({
      description: 'Where text messages may go; absent when nowhere.',
      examples: ['+4915112345678'],
    }),
  ),
  locale: Type.String({ description: 'A BCP 47 tag.' }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type ProfileView = Static<typeof ProfileView>;

export const ProfilePage = PageOf(ProfileView);

export const ChangeProfileBody = Type.Object(
  {
    displayName: Type.Optional(DisplayName),
    phone: Type.Optional(OrNull(Phone)),
    phoneNumber: Type.Optional(OrNull(PhoneNumber)),
    locale: Type.Optional(Locale),
  },
  { additionalProperties: false, minProperties: 1, description: 'What is to change. A null clears.' },
);

export const RegisteredProfileBody = StrictObject({
  email: Type.String({ format: 'email', maxLength: 254, description: 'In the form auth keeps it.' }),
  displayName: DisplayName,
  attempt: Type.Integer({
    minimum: 1,
    maximum: 2_147_483_647,
    description: 'The number of the attempt at registering. What an earlier one says later is ignored.',
  }),
});

export const ContactView = Type.Object({
  userId: Uuid,
  email: Type.String({ description: 'Where to write to.' }),
  displayName: Type.String({ description: 'What to call the person.' }),
  locale: Type.String({ description: 'A BCP 47 tag: the language to write in.' }),
  timeZone: Type.String({ description: 'An IANA time zone: whose clocks to write times by.' }),
  phoneNumber: Type.Optional(Type.String({ description: 'Where text messages may go (E.164).' })),
});
