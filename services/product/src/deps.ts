import type { EntityManager } from '@mikro-orm/postgresql';
import type { Cache } from '@sidecart/platform';

/** What the handlers of one request or event work with. */
export interface ProductDeps {
  readonly em: EntityManager;
  readonly cache: Cache;
  readonly holdMinutes: number;
  readonly now: () => Date;
}
