import { ConfigError, loadConfig } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { createProviders, providerSecrets, providerVariables } from './create-providers';

const sandbox = { sandboxApiKey: 'a key of the sandbox', sandboxWebhookSecret: 'a secret of the sandbox' };
const stripe = { stripeSecretKey: 'sk_test_123' };

function setUp(secrets: Record<string, string>, environment: Record<string, string> = {}) {
  const schema = Type.Object({ ...providerVariables, NODE_ENV: Type.String({ default: 'development' }) });
  return createProviders({
    config: loadConfig(schema, environment),
    secrets: loadConfig(Type.Object(providerSecrets), secrets),
  });
}

const namesOf = (...given: Parameters<typeof setUp>) => Object.keys(setUp(...given).providers);

describe('the providers that are set up', () => {
  it('are those whose secrets are there', () => {
    expect(namesOf(sandbox)).toEqual(['sandbox']);
    expect(namesOf({ ...sandbox, ...stripe })).toEqual(['sandbox', 'stripe']);
    expect(namesOf(stripe, { PAYMENT_PROVIDER: 'stripe' })).toEqual(['stripe']);
  });

  it.each([
    ['no sandbox', {}, {}],
    ['half a sandbox', { sandboxApiKey: sandbox.sandboxApiKey }, {}],
    ['no Stripe', sandbox, { PAYMENT_PROVIDER: 'stripe' }],
    ['a sandbox in production', sandbox, { NODE_ENV: 'production' }],
    ['a provider that nobody knows', sandbox, { PAYMENT_PROVIDER: 'paypal' }],
    ['a key that is none', { stripeSecretKey: 'hunter2' }, { PAYMENT_PROVIDER: 'stripe' }],
  ])('cannot be had with %s', (_name, secrets, environment) => {
    expect(() => setUp(secrets, environment)).toThrow(ConfigError);
  });

  it('include the sandbox in production only where it is wanted', () => {
    const production = { NODE_ENV: 'production', PAYMENT_PROVIDER: 'stripe' };
    expect(namesOf({ ...sandbox, ...stripe }, production)).toEqual(['stripe']);
    expect(namesOf(sandbox, { NODE_ENV: 'production', SANDBOX_IN_PRODUCTION: 'true' })).toEqual(['sandbox']);
  });
});
