import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import {
  DeliveryLogEntrySchema,
  NotificationSchema,
  PreferenceSchema,
  PushSubscriptionSchema,
  QuietHoursSchema,
  TemplateSchema,
} from './entities';
import { migrations } from './migrations';

/** The ORM options for the notification database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [
      TemplateSchema,
      NotificationSchema,
      DeliveryLogEntrySchema,
      PreferenceSchema,
      PushSubscriptionSchema,
      QuietHoursSchema,
    ],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
