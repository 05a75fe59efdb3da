import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const OrderConfig = Type.Object({
  ...serviceVariables,
  /** For how many days a cart is kept after it was last used: one of a guest, and one of a customer. */
  GUEST_CART_DAYS: Type.Integer({ minimum: 1, maximum: 365, default: 30 }),
  CUSTOMER_CART_DAYS: Type.Integer({ minimum: 1, maximum: 3_650, default: 180 }),
  /** How many days after its delivery an order may be returned. */
  RETURN_WINDOW_DAYS: Type.Integer({ minimum: 0, maximum: 3_650, default: 30 }),
});

export const OrderSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
