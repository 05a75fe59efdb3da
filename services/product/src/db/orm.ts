import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { CategorySchema, ProductImageSchema, ProductReviewSchema, ProductSchema } from './entities';
import { migrations } from './migrations';
import {
  InventorySchema,
  ReservationItemSchema,
  ReservationSchema,
  StockMovementSchema,
} from './stock-entities';

/** The ORM options for the product database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [
      CategorySchema,
      ProductSchema,
      ProductReviewSchema,
      ProductImageSchema,
      InventorySchema,
      ReservationSchema,
      ReservationItemSchema,
      StockMovementSchema,
    ],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
