import { serviceVariables } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';

const Milliseconds = (fallback: number) => Type.Integer({ minimum: 1, maximum: 600_000, default: fallback });
const Requests = (fallback: number) => Type.Integer({ minimum: 1, maximum: 100_000_000, default: fallback });

/** The gateway's environment. Lists are separated by commas. */
export const GatewayConfig = Type.Object({
  ...serviceVariables,
  METRICS_HOST: Type.String({ default: '127.0.0.1' }),
  METRICS_PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 9_200 }),
  ALLOWED_HOSTS: Type.String({ default: '' }),
  CORS_ORIGINS: Type.String({ default: '' }),
  TRUSTED_PROXY_HOPS: Type.Integer({ minimum: 0, maximum: 10, default: 0 }),
  BODY_LIMIT_BYTES: Type.Integer({ minimum: 1, maximum: 8 * 1_024 * 1_024, default: 1_024 * 1_024 }),
  CLIENT_HEADERS_TIMEOUT_MS: Milliseconds(15_000),
  CLIENT_REQUEST_TIMEOUT_MS: Milliseconds(60_000),
  CLIENT_IDLE_TIMEOUT_MS: Milliseconds(60_000),
  UPSTREAM_HEADERS_TIMEOUT_MS: Milliseconds(10_000),
  UPSTREAM_BODY_TIMEOUT_MS: Milliseconds(30_000),
  BREAKER_RESET_MS: Milliseconds(5_000),
  RATE_LIMIT_WINDOW_SECONDS: Type.Integer({ minimum: 1, maximum: 86_400, default: 60 }),
  RATE_LIMIT_ADDRESS: Requests(600),
  RATE_LIMIT_USER: Requests(600),
  RATE_LIMIT_CREDENTIALS: Requests(20),
  REDIS_URL: Type.Optional(Type.String({ pattern: '^rediss?://' })),
  DRAIN_MS: Type.Integer({ minimum: 0, maximum: 20_000, default: 3_000 }),
});
export type GatewayConfig = Static<typeof GatewayConfig>;

/** The members of a comma-separated variable, in lower case: host names and origins know no other. */
export const listOf = (variable: string): ReadonlySet<string> =>
  new Set(
    variable
      .toLowerCase()
      .split(',')
      .map((member) => member.trim())
      .filter((member) => member !== ''),
  );
