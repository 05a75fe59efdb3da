import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { AddressSchema, PreferencesSchema, ProfileSchema } from './entities';
import { migrations } from './migrations';

/** The ORM options for the user database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [ProfileSchema, AddressSchema, PreferencesSchema],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
