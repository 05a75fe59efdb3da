import { Type, type Static, type TObject } from '@sinclair/typebox';

/** The variables every service reads; a service adds its own to this object's `properties`. */
export const serviceVariables = {
  NODE_ENV: Type.String({ pattern: '^(production|development|test)$', default: 'production' }),
  HOST: Type.String({ default: '127.0.0.1' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535 }),
  LOG_LEVEL: Type.String({ pattern: '^(error|warn|info|debug)$', default: 'info' }),
  DAPR_HTTP_PORT: Type.Integer({ minimum: 1, maximum: 65_535 }),
  DAPR_API_TOKEN: Type.Optional(Type.String({ minLength: 16 })),
  APP_API_TOKEN: Type.Optional(Type.String({ minLength: 16 })),
};

export type ServiceVariables = Static<TObject<typeof serviceVariables>>;

/** Without both Dapr tokens anybody who reaches a port is believed: in production they are needed. */
export const missingTokens = (config: Readonly<Record<string, unknown>>): string[] =>
  config['NODE_ENV'] === 'production'
    ? ['DAPR_API_TOKEN', 'APP_API_TOKEN']
        .filter((name) => config[name] === undefined)
        .map((name) => `/${name}: is required in production`)
    : [];
