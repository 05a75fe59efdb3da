import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { CouponRedemptionSchema, CouponSchema, ShippingMethodSchema } from './checkout-entities';
import { CartItemSchema, OrderHistoryEntrySchema, OrderItemSchema, OrderSchema } from './entities';
import { migrations } from './migrations';
import { OrderReturnLineSchema, OrderReturnSchema, TimelineEntrySchema } from './return-entities';

/** The ORM options for the order database at that address. */
export const ormConfig = (databaseUrl: string) =>
  ormOptions({
    databaseUrl,
    entities: [
      OrderSchema,
      OrderItemSchema,
      OrderHistoryEntrySchema,
      CartItemSchema,
      OrderReturnSchema,
      OrderReturnLineSchema,
      TimelineEntrySchema,
      ShippingMethodSchema,
      CouponSchema,
      CouponRedemptionSchema,
    ],
    migrations,
    migrationsPath: join(__dirname, 'migrations'),
  });
