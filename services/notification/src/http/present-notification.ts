import type { Notification } from '../domain/notification';
import { linkOf } from '../rendering/link-of';
import { fillIn } from '../use-cases/fill-in';
import type { TemplateStore } from '../use-cases/template-store';
import type { InboxItemView, QueuedView } from './notification.schema';

const STAFF_LOCALE = 'en';

/** The columns that are shown of a notification, to whomever. */
export const SHOWN_FIELDS = [
  ...(['kind', 'channel', 'status', 'revision', 'variables', 'createdAt', 'sentAt'] as const),
] as const;

type Shown = Pick<Notification, 'id' | (typeof SHOWN_FIELDS)[number]>;

const presentShown = ({ id, kind, channel, status, createdAt, sentAt }: Shown) => ({
  id,
  kind,
  channel,
  status,
  createdAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString() ?? null,
});

export interface Reading {
  readonly templates: TemplateStore;
  readonly shopUrl: string;
  readonly locale: string;
}

/** What a person reads of a notification in the shop. */
export async function presentInboxItem(
  notification: Shown & Pick<Notification, 'readAt'>,
  { templates, shopUrl, locale }: Reading,
): Promise<InboxItemView> {
  const { variables, readAt } = notification;
  const context = { ...variables, shopUrl };
  const texts = await fillIn(templates, notification, locale, ({ subject, short }) => ({
    subject: subject(context),
    text: short(context),
  }));
  return {
    ...presentShown(notification),
    ...texts,
    link: linkOf(shopUrl, variables),
    readAt: readAt?.toISOString() ?? null,
  };
}

type Queued = Shown & Pick<Notification, 'userId' | 'attempts' | 'resends' | 'nextAttemptAt'>;

/** What the staff see of a notification in the queue: what became of it, not what it was filled in with. */
export async function presentQueued(
  notification: Queued,
  { templates, shopUrl }: Omit<Reading, 'locale'>,
  code: string | null,
): Promise<QueuedView> {
  const { variables, userId, attempts, resends, nextAttemptAt } = notification;
  const context = { ...variables, shopUrl };
  return {
    ...presentShown(notification),
    subject: await fillIn(templates, notification, STAFF_LOCALE, ({ subject }) => subject(context)),
    userId,
    attempts,
    resends,
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
    code,
  };
}
