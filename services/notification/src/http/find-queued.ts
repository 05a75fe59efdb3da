import type { EntityManager } from '@mikro-orm/postgresql';
import { decodeCursor, isIdPosition, toPage, type Page } from '@sidecart/platform';
import { DeliveryLogEntry } from '../domain/delivery-log-entry';
import type { ChannelName, Kind } from '../domain/kinds';
import { Notification, type NotificationStatus } from '../domain/notification';
import type { TemplateStore } from '../use-cases/template-store';
import type { QueuedView } from './notification.schema';
import { presentQueued, SHOWN_FIELDS } from './present-notification';

export interface QueueFilter {
  readonly status?: NotificationStatus;
  readonly kind?: Kind;
  readonly channel?: ChannelName;
  readonly userId?: string;
  readonly cursor?: string;
  readonly limit: number;
}

interface Reading {
  readonly em: EntityManager;
  readonly templates: TemplateStore;
  readonly shopUrl: string;
}

/** A page of the queue, newest first, each with why its last attempt did not succeed. */
export async function findQueued(
  { em, ...shop }: Reading,
  { cursor, limit, ...filter }: QueueFilter,
): Promise<Page<QueuedView>> {
  const after = decodeCursor(cursor, isIdPosition);
  const rows = await em.find(
    Notification,
    { ...filter, ...(after ? { id: { $lt: after[0] } } : {}) },
    {
      fields: [...SHOWN_FIELDS, 'userId', 'attempts', 'resends', 'nextAttemptAt'],
      orderBy: { id: 'desc' },
      limit: limit + 1,
    },
  );
  const page = toPage(rows, limit, (row) => [row.id]);
  const codes = await findLastCodes(
    em,
    page.items.map(({ id }) => id),
  );
  const items = page.items.map((row) => presentQueued(row, shop, codes.get(row.id) ?? null));
  return { ...page, items: await Promise.all(items) };
}

/** Why the last attempt at each did not succeed; nothing for those that were not tried, or did. */
export async function findLastCodes(
  em: EntityManager,
  notificationIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await em
    .createQueryBuilder(DeliveryLogEntry, 'l')
    .select(['l.notification', 'l.code'])
    .distinctOn('l.notification_id')
    .where({ notification: { $in: [...notificationIds] } })
    .orderBy([{ notification: 'asc' }, { id: 'desc' }])
    .execute<{ notification: string; code: string | null }[]>();
  return new Map(rows.map(({ notification, code }) => [notification, code]));
}
