import { LockMode } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { Notification } from '../domain/notification';

/** @throws DomainError not-found, or conflict when it is not queued */
export const cancelNotification = (
  { em, now }: NotificationDeps,
  notificationId: string,
): Promise<Notification> =>
  em.transactional(async (tx) => {
    const notification = await tx.findOne(
      Notification,
      { id: notificationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!notification) throw notFound('notification');
    notification.cancel(now());
    return notification;
  });
