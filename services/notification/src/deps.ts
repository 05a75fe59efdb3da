import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import type { Channels, Contact, Contacts, ResetTokens } from './use-cases/ports';
import type { PushOptions } from './channels/push-options';
import type { TemplateStore } from './use-cases/template-store';
import type { Unsubscribing } from './unsubscribing';

/** What the handlers of one request or event work with. */
export interface NotificationDeps {
  readonly em: EntityManager;
  readonly templates: TemplateStore;
  readonly unsubscribing: Unsubscribing;
  readonly push: PushOptions;
  /** Where the shop is for its customers, without a slash at the end. */
  readonly shopUrl: string;
  /** Makes the workers look for queued notifications now. */
  readonly wake: () => void;
  readonly now: () => Date;
}

/** What the workers work with; each delivery forks its own EntityManager. */
export interface DeliveryDeps {
  readonly em: EntityManager;
  readonly templates: TemplateStore;
  readonly unsubscribing: Unsubscribing;
  readonly contacts: Contacts;
  readonly resetTokens: ResetTokens;
  readonly channels: Channels;
  /** The people who run the shop. */
  readonly staff: Contact;
  /** Where the shop is for its customers, without a slash at the end. */
  readonly shopUrl: string;
  readonly now: () => Date;
  readonly log: Logger;
}
