import { serviceVariables } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';

const Url = { format: 'uri', pattern: '^https?://', maxLength: 500 };

/** The sandbox is no service behind a sidecar: everything it needs comes from its environment. */
export const SandboxConfig = Type.Object({
  HOST: serviceVariables.HOST,
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8_026 }),
  LOG_LEVEL: serviceVariables.LOG_LEVEL,
  DATABASE_URL: Type.String({ minLength: 1 }),
  /** What the merchant authenticates with. */
  SANDBOX_API_KEY: Type.String({ minLength: 16 }),
  /** What webhooks are signed with. */
  SANDBOX_WEBHOOK_SECRET: Type.String({ minLength: 16 }),
  /** Where webhooks go; none are kept or sent without it. */
  SANDBOX_WEBHOOK_URL: Type.Optional(Type.String(Url)),
  /** How long after its cause a webhook sets out: as with any provider, the answer is usually there before it. */
  SANDBOX_WEBHOOK_DELAY_MS: Type.Integer({ minimum: 0, maximum: 60_000, default: 500 }),
  /** Where cardholders reach the pages on which they confirm. */
  SANDBOX_PUBLIC_URL: Type.String({ ...Url, default: 'http://localhost:8026' }),
  /** Offers the fault switches and the page of the books. For development and tests. */
  SANDBOX_ADMIN: Type.Boolean({ default: false }),
  /** How late a slow card is answered. */
  SANDBOX_SLOW_MS: Type.Integer({ minimum: 0, maximum: 60_000, default: 3_000 }),
  /** How long a payment that is processing takes. */
  SANDBOX_PROCESSING_MS: Type.Integer({ minimum: 0, maximum: 600_000, default: 2_000 }),
});
export type SandboxConfig = Static<typeof SandboxConfig>;
