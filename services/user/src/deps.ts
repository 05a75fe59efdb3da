import type { EntityManager } from '@mikro-orm/postgresql';

/** What the operations of this service work with; the EntityManager is the request's own. */
export interface UserDeps {
  readonly em: EntityManager;
  readonly now: () => Date;
}
