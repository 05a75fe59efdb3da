import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { providerVariables } from './providers/create-providers';

export const PaymentConfig = Type.Object({ ...serviceVariables, ...providerVariables });

export const PaymentSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
