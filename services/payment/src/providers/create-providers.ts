import type { EntityManager } from '@mikro-orm/postgresql';
import { Type, type Static, type TObject } from '@sinclair/typebox';
import type { PaymentProviders } from '../use-cases/ports';
import { createSandboxProvider } from './sandbox/sandbox-provider';

/** What the providers read from the environment, for the service's configuration. */
export const providerVariables = {
  /** How late the sandbox answers for tok_slow. */
  SANDBOX_SLOW_MS: Type.Integer({ minimum: 0, maximum: 9_000, default: 3_000 }),
};

export type ProviderConfig = Static<TObject<typeof providerVariables>>;

export interface ProviderParts {
  readonly em: EntityManager;
  readonly config: ProviderConfig;
}

/** Sets up the providers that are configured. */
export const createProviders = ({ em, config }: ProviderParts): PaymentProviders => ({
  sandbox: createSandboxProvider({ em, slowMs: config.SANDBOX_SLOW_MS }),
});
