import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import type { PaymentProviders } from './use-cases/ports';

/** Makes the workers look for work now. */
export interface Wake {
  readonly charges: () => void;
  readonly refunds: () => void;
}

/** What the handlers of one request or event work with. */
export interface PaymentDeps {
  readonly em: EntityManager;
  readonly providers: PaymentProviders;
  readonly wake: Wake;
  readonly now: () => Date;
}

/** What the workers work with; each piece of work forks its own EntityManager. */
export interface WorkerDeps {
  readonly em: EntityManager;
  readonly providers: PaymentProviders;
  readonly wake: Pick<Wake, 'refunds'>;
  readonly now: () => Date;
  readonly log: Logger;
}
