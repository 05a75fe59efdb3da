import type { EntityManager } from '@mikro-orm/postgresql';
import type { JsonWebKeySet, Logger } from '@sidecart/platform';
import type { PasswordHasher } from './passwords/password-hasher';
import type { IssueAccessToken } from './tokens/access-tokens';
import type { SuccessorOf } from './tokens/token-succession';
import type { Profiles } from './use-cases/ports';

/** What the handlers of one request work with; the EntityManager is the request's own. */
export interface AuthDeps {
  readonly em: EntityManager;
  readonly passwords: PasswordHasher;
  readonly issueAccessToken: IssueAccessToken;
  readonly successorOf: SuccessorOf;
  readonly keySet: JsonWebKeySet;
  readonly profiles: Profiles;
  readonly log: Logger;
  readonly now: () => Date;
}
