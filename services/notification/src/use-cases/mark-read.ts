import type { NotificationDeps } from '../deps';
import { Notification } from '../domain/notification';

/**
 * Marks what a person was told in the shop as read. What was read before keeps its time.
 *
 * @returns whether there is such a notification for that person
 */
export async function markRead(
  { em, now }: NotificationDeps,
  userId: string,
  notificationId: string,
): Promise<boolean> {
  const about = { id: notificationId, userId, channel: 'inbox' } as const;
  const marked = await em.nativeUpdate(Notification, { ...about, readAt: null }, { readAt: now() });
  return marked > 0 || (await em.count(Notification, about)) > 0;
}

/**
 * Marks all as read.
 *
 * @param upTo the id of the newest that they have seen; what came later stays unread
 * @returns how many were unread
 */
export const markAllRead = (
  { em, now }: NotificationDeps,
  userId: string,
  upTo: string | undefined,
): Promise<number> =>
  em.nativeUpdate(
    Notification,
    { userId, channel: 'inbox', readAt: null, ...(upTo === undefined ? {} : { id: { $lte: upTo } }) },
    { readAt: now() },
  );
