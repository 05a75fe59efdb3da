import { StrictObject, StringEnum, Timestamp, Uuid } from '@sidecart/contracts';
import { Type, type Static } from '@sinclair/typebox';
import { PROVIDERS } from '../domain/payment-method';

export const MethodPath = Type.Object({ methodId: Uuid });

export const AttachMethodBody = StrictObject({
  provider: StringEnum(PROVIDERS, { description: 'Who issued the token.' }),
  token: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[\\x21-\\x7e]+$',
    description: 'The provider’s token for the card, such as tok_visa. Never a card number.',
  }),
  makeDefault: Type.Boolean({
    default: false,
    description: 'Whether it becomes the default. The first one does anyway.',
  }),
});

export const MethodView = Type.Object({
  id: Uuid,
  provider: StringEnum(PROVIDERS, { description: 'Who holds the card.' }),
  brand: Type.String({ description: 'The card’s brand.' }),
  last4: Type.String({ description: 'The last four digits, to recognise it by.' }),
  expiryMonth: Type.Integer({ description: '1 to 12.' }),
  expiryYear: Type.Integer({ description: 'Four digits.' }),
  isDefault: Type.Boolean({ description: 'Whether it is the customer’s default.' }),
  createdAt: Timestamp,
});
export type MethodView = Static<typeof MethodView>;

export const MethodList = Type.Object({
  items: Type.Array(MethodView, { description: 'Newest first; a customer has at most twenty.' }),
});
