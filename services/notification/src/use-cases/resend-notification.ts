import { LockMode } from '@mikro-orm/postgresql';
import { afterCommit, notFound, once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { Notification } from '../domain/notification';

/**
 * Queues a notification once more, under a message id of its own: to the recipient's mail program it is another mail.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError not-found, or conflict when it is queued anyway
 */
export async function resendNotification(
  deps: NotificationDeps,
  notificationId: string,
  idempotency: IdempotentRequest | undefined,
  toReply: (notification: Notification) => Promise<Reply>,
): Promise<Reply> {
  return once(deps.em, idempotency, async (em) => {
    const notification = await em.findOne(
      Notification,
      { id: notificationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!notification) throw notFound('notification');
    notification.resend(deps.now());
    afterCommit(em, deps.wake);
    return toReply(notification);
  });
}
