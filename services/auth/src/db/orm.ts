import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { CredentialSchema, PasswordResetSchema, RefreshTokenSchema, SessionSchema } from './entities';
import { migrations } from './migrations';

/** The ORM options for the auth database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [CredentialSchema, SessionSchema, RefreshTokenSchema, PasswordResetSchema],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
