import { StrictObject, StringEnum, TextLine, Timestamp, Uuid } from '@sidecart/contracts';
import { PageOf, ROLES } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { MAX_PASSWORD_BYTES, MIN_PASSWORD_CHARACTERS } from '../domain/password';

const Email = Type.String({
  format: 'email',
  maxLength: 254,
  description: 'Its letters’ case does not count.',
});

const NewPassword = Type.String({
  minLength: MIN_PASSWORD_CHARACTERS,
  maxLength: MAX_PASSWORD_BYTES,
  description:
    `At least ${MIN_PASSWORD_CHARACTERS} characters and at most ${MAX_PASSWORD_BYTES} bytes in UTF-8, of whatever ` +
    'kind. The longer, the better.',
});

const GivenPassword = Type.String({ minLength: 1, maxLength: 128, description: 'The present password.' });

const OpaqueToken = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });

export const RegisterBody = StrictObject({
  email: Email,
  password: NewPassword,
  displayName: TextLine(100, 'What the person is called.'),
});

export const LogInBody = StrictObject({ email: Email, password: GivenPassword });

export const RefreshBody = StrictObject({
  refreshToken: OpaqueToken('The newest one of the session. It is good once.'),
});

export const ForgotPasswordBody = StrictObject({ email: Email });

export const ResetPasswordBody = StrictObject({
  token: OpaqueToken('The token from the mail.'),
  password: NewPassword,
});

export const ChangePasswordBody = StrictObject({
  currentPassword: GivenPassword,
  newPassword: NewPassword,
});

const tokens = {
  accessToken: Type.String({ description: 'For the Authorization header. A JWT, signed with RS256.' }),
  refreshToken: Type.String({ description: 'To be exchanged for new tokens, once. Keep it secret.' }),
  tokenType: Type.Literal('Bearer', { description: 'How the access token is presented.' }),
  expiresIn: Type.Integer({ description: 'How many seconds the access token is good for.' }),
};

export const TokensView = Type.Object(tokens);
export type TokensView = Static<typeof TokensView>;

const user = {
  id: Uuid,
  email: Type.String({ description: 'As it is kept: in small letters.' }),
  role: StringEnum(ROLES, { description: 'What the person may do.' }),
};

export const RegisteredView = Type.Object({
  user: Type.Object({ ...user, displayName: Type.String({ description: 'What the person is called.' }) }),
  ...tokens,
});

export const LoggedInView = Type.Object({ user: Type.Object(user), ...tokens });

export const SessionView = Type.Object({
  id: Uuid,
  device: Type.String({ description: 'The user agent that signed in.' }),
  address: Type.Optional(Type.String({ description: 'The IP address it signed in from, if it is known.' })),
  createdAt: Timestamp,
  lastUsedAt: Timestamp,
  current: Type.Boolean({ description: 'Whether it is the one that asks.' }),
});
export type SessionView = Static<typeof SessionView>;

export const SessionPage = PageOf(SessionView);

export const SessionPath = Type.Object({ sessionId: Uuid });

export const ResetPath = Type.Object({ resetId: Uuid });

export const ResetTokenView = Type.Object({
  token: Type.String({ description: 'What the mail carries.' }),
  expiresAt: Timestamp,
});

export const KeySetView = Type.Object({
  keys: Type.Array(
    Type.Object({
      kty: Type.Literal('RSA', { description: 'The kind of key.' }),
      kid: Type.String({ description: 'Its RFC 7638 thumbprint.' }),
      use: Type.Literal('sig', { description: 'It signs.' }),
      alg: Type.Literal('RS256', { description: 'The only algorithm.' }),
      n: Type.String({ description: 'The modulus.' }),
      e: Type.String({ description: 'The exponent.' }),
    }),
    { description: 'The keys that tokens in use may have been signed with.' },
  ),
});
