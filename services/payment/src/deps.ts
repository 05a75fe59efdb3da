import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import type { PaymentProviders } from './use-cases/ports';

/** Makes the workers look for work now. */
export interface Wake {
  readonly payments: () => void;
  readonly refunds: () => void;
}

/** What the handlers of one request or event work with. */
export interface PaymentDeps {
  readonly em: EntityManager;
  readonly providers: PaymentProviders;
  readonly wake: Wake;
  readonly now: () => Date;
}

/** How long the workers wait for others. */
export interface Patience {
  /** For a customer to confirm a payment. */
  readonly actionMs: number;
  /** For the provider to tell what became of something, before it is asked. */
  readonly newsMs: number;
}

/** What the workers work with; each piece of work forks its own EntityManager. */
export interface WorkerDeps {
  readonly em: EntityManager;
  readonly providers: PaymentProviders;
  readonly wake: Pick<Wake, 'refunds'>;
  readonly patience: Patience;
  /** The page of the shop to which the bank sends a customer back. */
  readonly returnUrl: string;
  readonly now: () => Date;
  readonly log: Logger;
}
