import { LockMode } from '@mikro-orm/postgresql';
import { afterCommit, once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import type { ChannelName, Kind } from '../domain/kinds';
import { Notification } from '../domain/notification';

/** As many as are queued at once: so many mails at once a mail server takes, and a mistake is not boundless. */
export const MAX_RESENDS = 500;

export interface ResendFilter {
  readonly status: 'dead' | 'failed';
  readonly kind?: Kind;
  readonly channel?: ChannelName;
  readonly userId?: string;
  readonly limit: number;
}

/**
 * Queues what was not delivered once more, the oldest first.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 */
export const resendMany = (
  deps: NotificationDeps,
  { limit, ...filter }: ResendFilter,
  idempotency: IdempotentRequest | undefined,
  toReply: (resent: number) => Reply,
): Promise<Reply> =>
  once(deps.em, idempotency, async (em) => {
    const notifications = await em.find(Notification, filter, {
      orderBy: { id: 'asc' },
      limit,
      lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
    });
    for (const notification of notifications) notification.resend(deps.now());
    await em.flush();
    afterCommit(em, deps.wake);
    return toReply(notifications.length);
  });
