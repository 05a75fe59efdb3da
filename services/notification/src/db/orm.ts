import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { DeliveryLogEntrySchema, NotificationSchema, PreferenceSchema, TemplateSchema } from './entities';
import { migrations } from './migrations';

/** The ORM options for the notification database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [TemplateSchema, NotificationSchema, DeliveryLogEntrySchema, PreferenceSchema],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
