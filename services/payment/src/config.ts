import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const PaymentConfig = Type.Object({
  ...serviceVariables,
  /** How late the sandbox answers for tok_slow. */
  SANDBOX_SLOW_MS: Type.Integer({ minimum: 0, maximum: 9_000, default: 3_000 }),
});

export const PaymentSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
