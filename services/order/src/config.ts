import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const OrderConfig = Type.Object(serviceVariables);

export const OrderSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
