import type { EntityManager } from '@mikro-orm/postgresql';
import type { Cache } from '@sidecart/platform';
import type { Moderation } from './domain/review-status';
import type { ImageStore } from './use-cases/image-store';

/** What the handlers of one request or event work with. */
export interface ProductDeps {
  readonly em: EntityManager;
  readonly cache: Cache;
  readonly images: ImageStore;
  readonly holdMinutes: number;
  readonly reviewModeration: Moderation;
  readonly now: () => Date;
  /** Has imports that wait worked on at once. */
  readonly wakeImports: () => void;
}
