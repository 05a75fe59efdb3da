import { defineEntity, p } from '@mikro-orm/core';
import { ROLES } from '@sidecart/platform';
import { Credential, CREDENTIAL_STATUSES } from '../domain/credential';
import { PasswordReset } from '../domain/password-reset';
import { RefreshToken } from '../domain/refresh-token';
import { Session } from '../domain/session';

export const CredentialSchema = defineEntity({
  class: Credential,
  tableName: 'credentials',
  checks: [{ name: 'credentials_email', expression: 'email = lower(email)' }],
  properties: {
    id: p.uuid().primary(),
    email: p.text().unique(),
    passwordHash: p.text(),
    role: p.enum(ROLES.slice()),
    status: p.enum(CREDENTIAL_STATUSES.slice()),
    attempt: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export const SessionSchema = defineEntity({
  class: Session,
  tableName: 'sessions',
  indexes: [
    { name: 'sessions_by_user', properties: ['user', 'id'] },
    {
      name: 'sessions_by_end',
      expression: 'create index "sessions_by_end" on "sessions" (least("revoked_at", "expires_at"))',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    user: () => p.manyToOne(CredentialSchema).ref().deleteRule('cascade'),
    device: p.text(),
    address: p.text().nullable(),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime(),
    expiresAt: p.datetime(),
    revokedAt: p.datetime().nullable(),
  },
});

export const RefreshTokenSchema = defineEntity({
  class: RefreshToken,
  tableName: 'refresh_tokens',
  properties: {
    hash: p.text().primary(),
    session: () => p.manyToOne(SessionSchema).ref().deleteRule('cascade').index(),
    createdAt: p.datetime(),
    expiresAt: p.datetime().index(),
    usedAt: p.datetime().nullable(),
    replacedBy: p.text().nullable(),
  },
});

export const PasswordResetSchema = defineEntity({
  class: PasswordReset,
  tableName: 'password_resets',
  indexes: [
    {
      name: 'password_resets_unresolved',
      expression:
        'create index "password_resets_unresolved" on "password_resets" ("id") where "email" is not null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    email: p.text().nullable(),
    user: () => p.manyToOne(CredentialSchema).ref().nullable().deleteRule('cascade').index(),
    requestedAt: p.datetime(),
    expiresAt: p.datetime().index(),
    tokenHash: p.text().nullable().unique(),
    closedAt: p.datetime().nullable(),
  },
});
