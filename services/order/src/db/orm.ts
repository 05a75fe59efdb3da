import { join } from 'node:path';
import { ormOptions } from '@sidecart/platform';
import { CartItemSchema, CartSchema } from './cart-entities';
import { CouponRedemptionSchema, CouponSchema, ShippingMethodSchema } from './checkout-entities';
import { OrderHistoryEntrySchema, OrderItemSchema, OrderSchema } from './entities';
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
      CartSchema,
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
