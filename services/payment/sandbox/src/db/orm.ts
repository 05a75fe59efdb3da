import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { FirstRequestSchema, PaymentSchema, RefundSchema, WebhookSchema } from './entities';
import { migrations } from './migrations';

/** The ORM options for the sandbox's books at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [PaymentSchema, RefundSchema, WebhookSchema, FirstRequestSchema],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
    messaging: false,
  });
