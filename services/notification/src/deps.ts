import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import type { Channels, Contacts, ResetTokens } from './use-cases/ports';
import type { TemplateStore } from './use-cases/template-store';

/** What the handlers of one request or event work with. */
export interface NotificationDeps {
  readonly em: EntityManager;
  readonly templates: TemplateStore;
  /** Makes the worker look for queued notifications now. */
  readonly wake: () => void;
  readonly now: () => Date;
}

/** What the worker works with; each delivery forks its own EntityManager. */
export interface DeliveryDeps {
  readonly em: EntityManager;
  readonly templates: TemplateStore;
  readonly contacts: Contacts;
  readonly resetTokens: ResetTokens;
  readonly channels: Channels;
  /** Where the shop is for its customers, without a slash at the end. */
  readonly shopUrl: string;
  readonly now: () => Date;
  readonly log: Logger;
}
