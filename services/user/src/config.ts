import { serviceVariables } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';

export const UserConfig = Type.Object(serviceVariables);

export const UserSecrets = Type.Object({ databaseUrl: Type.String({ minLength: 1 }) });
