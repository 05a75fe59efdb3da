import type { EntityManager } from '@mikro-orm/postgresql';
import type { FaultSwitches } from './domain/faults';

/** How the sandbox behaves where a card does not say. */
export interface SandboxSettings {
  readonly slowMs: number;
  readonly processingMs: number;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly webhookUrl: string | undefined;
  readonly webhookDelayMs: number;
}

/** What the handlers of one request work with. */
export interface SandboxDeps {
  readonly em: EntityManager;
  readonly settings: SandboxSettings;
  readonly faults: FaultSwitches;
  /** Makes the workers look for work now. */
  readonly wake: { readonly webhooks: () => void };
  readonly now: () => Date;
}
