import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const OrderConfig = Type.Object({
  ...serviceVariables,
  /** How many days after its delivery an order may be returned. */
  RETURN_WINDOW_DAYS: Type.Integer({ minimum: 0, maximum: 3_650, default: 30 }),
});

export const OrderSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
