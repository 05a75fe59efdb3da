import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { CategorySchema, ProductSchema, ProductVariantSchema } from './entities';
import { ProductImageSchema, UnusedImageObjectSchema } from './media-entities';
import { CatalogueImportSchema, ImportRowSchema } from './import-entities';
import { migrations } from './migrations';
import { ProductReviewSchema, PurchaseSchema } from './review-entities';
import { SearchTermSchema } from './search-entities';
import {
  InventorySchema,
  ReservationItemSchema,
  ReservationSchema,
  StockMovementSchema,
} from './stock-entities';
import { ProductTagSchema } from './tag-entities';

/** The ORM options for the product database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [
      CategorySchema,
      ProductSchema,
      ProductVariantSchema,
      ProductReviewSchema,
      PurchaseSchema,
      ProductImageSchema,
      UnusedImageObjectSchema,
      ProductTagSchema,
      InventorySchema,
      ReservationSchema,
      ReservationItemSchema,
      StockMovementSchema,
      SearchTermSchema,
      CatalogueImportSchema,
      ImportRowSchema,
    ],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
