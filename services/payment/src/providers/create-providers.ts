import { ConfigError } from '@sidecart/platform';
import { Type, type Static, type TObject } from '@sinclair/typebox';
import type { PaymentProviders } from '../use-cases/ports';
import { createSandboxAdapter } from './sandbox/sandbox-adapter';
import { createStripeAdapter } from './stripe/stripe-adapter';

const HTTP_URL = '^https?://[^/@]+(/.*)?$';

/** What the providers read from the environment, for the service's configuration. */
export const providerVariables = {
  /** Which provider must be set up. The other one is too when its secrets are there, for methods of before. */
  PAYMENT_PROVIDER: Type.String({ pattern: '^(sandbox|stripe)$', default: 'sandbox' }),
  /** `at-once` takes the money with the authorization, `later` in a request of its own. */
  PAYMENT_CAPTURE: Type.String({ pattern: '^(at-once|later)$', default: 'at-once' }),
  SANDBOX_URL: Type.String({ pattern: HTTP_URL, default: 'http://127.0.0.1:8026' }),
  /** The sandbox takes no money: in production it has to be wanted, for load tests. */
  SANDBOX_IN_PRODUCTION: Type.Boolean({ default: false }),
  /** Where Stripe's API is, if not where it always is: for tests. */
  STRIPE_API_URL: Type.Optional(Type.String({ pattern: HTTP_URL })),
};

/** What the providers need of the service's secret; each is needed by the provider it is named after. */
export const providerSecrets = {
  sandboxApiKey: Type.Optional(Type.String({ minLength: 16 })),
  sandboxWebhookSecret: Type.Optional(Type.String({ minLength: 16 })),
  stripeSecretKey: Type.Optional(Type.String({ pattern: '^(sk|rk)_(test|live)_[A-Za-z0-9]+$' })),
  stripeWebhookSecret: Type.Optional(Type.String({ pattern: '^whsec_' })),
};

export interface ProviderParts {
  readonly config: Static<TObject<typeof providerVariables>> & { readonly NODE_ENV: string };
  readonly secrets: Static<TObject<typeof providerSecrets>>;
}

export interface RunningProviders {
  readonly providers: PaymentProviders;
  close(): Promise<void>;
}

/**
 * Sets up every provider whose secrets are there.
 *
 * @throws ConfigError when the one that was asked for is not among them, or may not be
 */
export function createProviders(parts: ProviderParts): RunningProviders {
  const sandbox = createSandbox(parts);
  const stripe = createStripe(parts);
  const providers = { ...(sandbox && { sandbox }), ...(stripe && { stripe }) };
  const { PAYMENT_PROVIDER } = parts.config;
  if (!(PAYMENT_PROVIDER in providers)) throw new ConfigError([reasonFor(parts)]);
  return { providers, close: async () => sandbox?.close() };
}

function createSandbox({ config, secrets }: ProviderParts) {
  const { sandboxApiKey: apiKey, sandboxWebhookSecret: webhookSecret } = secrets;
  if (apiKey === undefined || webhookSecret === undefined || !isSandboxAllowed(config)) return undefined;
  return createSandboxAdapter({
    url: config.SANDBOX_URL,
    apiKey,
    webhookSecret,
    capturesAtOnce: config.PAYMENT_CAPTURE === 'at-once',
  });
}

function createStripe({ config, secrets }: ProviderParts) {
  if (secrets.stripeSecretKey === undefined) return undefined;
  return createStripeAdapter({
    secretKey: secrets.stripeSecretKey,
    webhookSecret: secrets.stripeWebhookSecret,
    apiUrl: config.STRIPE_API_URL,
    capturesAtOnce: config.PAYMENT_CAPTURE === 'at-once',
  });
}

const isSandboxAllowed = (config: ProviderParts['config']) =>
  config.NODE_ENV !== 'production' || config.SANDBOX_IN_PRODUCTION;

function reasonFor({ config }: ProviderParts): string {
  if (config.PAYMENT_PROVIDER === 'stripe')
    return '/PAYMENT_PROVIDER: stripe needs the secret stripeSecretKey';
  return isSandboxAllowed(config)
    ? '/PAYMENT_PROVIDER: sandbox needs the secrets sandboxApiKey and sandboxWebhookSecret'
    : '/PAYMENT_PROVIDER: sandbox takes no money; in production it needs SANDBOX_IN_PRODUCTION';
}
