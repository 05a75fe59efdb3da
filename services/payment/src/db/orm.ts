import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import {
  LedgerEntrySchema,
  PaymentHistoryEntrySchema,
  PaymentMethodSchema,
  PaymentSchema,
  RefundSchema,
  WebhookEventSchema,
} from './entities';
import { migrations } from './migrations';

/** The ORM options for the payment database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [
      PaymentMethodSchema,
      PaymentSchema,
      PaymentHistoryEntrySchema,
      LedgerEntrySchema,
      RefundSchema,
      WebhookEventSchema,
    ],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
