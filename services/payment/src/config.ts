import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { providerSecrets, providerVariables } from './providers/create-providers';

export const PaymentConfig = Type.Object({
  ...serviceVariables,
  ...providerVariables,
  /** The page of the shop to which a bank sends customers back. `orderId` is added to its query. */
  PAYMENT_RETURN_URL: Type.String({ pattern: '^https?://[^/]+(/.*)?$', default: 'http://localhost:3000/' }),
  /** How long a customer has to confirm a payment. An order waits for an hour at most. */
  PAYMENT_ACTION_MINUTES: Type.Integer({ minimum: 1, maximum: 45, default: 15 }),
  /** How long to wait for news of a provider before it is asked. */
  PAYMENT_NEWS_SECONDS: Type.Integer({ minimum: 1, maximum: 3_600, default: 30 }),
});

export const PaymentSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }), ...providerSecrets });
