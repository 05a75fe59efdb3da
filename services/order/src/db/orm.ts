import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { CartItemSchema, OrderHistoryEntrySchema, OrderItemSchema, OrderSchema } from './entities';
import { migrations } from './migrations';

/** The ORM options for the order database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [OrderSchema, OrderItemSchema, OrderHistoryEntrySchema, CartItemSchema],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
