import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import type { DeliveryDeps } from '../deps';
import { Notification, type Delivery } from '../domain/notification';
import { composeMessage } from './compose-message';
import { DeliveryError } from './delivery-error';
import { findObstacle } from './find-obstacle';
import type { SendingChannel } from './ports';

/** How long a claimed notification is left to the replica that claimed it: well above what a delivery takes. */
const LEASE_SECONDS = 120;

/** A notification that one replica delivers until the lease ends. */
export interface ClaimedNotification {
  readonly id: string;
  readonly attempts: number;
}

/** Takes up to `limit` notifications of a channel that are due. */
export async function claimNotifications(
  em: EntityManager,
  channel: SendingChannel,
  limit: number,
): Promise<ClaimedNotification[]> {
  return em.execute<ClaimedNotification[]>(
    `with due as materialized (
       select id from notifications where status = 'queued' and channel = ? and next_attempt_at <= now()
       order by next_attempt_at limit ? for update skip locked)
     update notifications n set attempts = n.attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
     from due where n.id = due.id returning n.id, n.attempts`,
    [channel, limit, LEASE_SECONDS],
  );
}

/**
 * Delivers a claimed notification and records what came of it. A crash in between delivers it again after the lease, under
 * the same message id.
 */
export async function deliverNotification(deps: DeliveryDeps, claim: ClaimedNotification): Promise<void> {
  const notification = await deps.em.fork().findOneOrFail(Notification, { id: claim.id });
  const delivery = await attempt(deps, notification);
  await deps.em.fork().transactional(async (em) => {
    const locked = await em.findOneOrFail(
      Notification,
      { id: claim.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    locked.settle(delivery, claim.attempts, deps.now());
    if (locked.status === 'dead') {
      const { id: notificationId, kind, channel } = locked;
      deps.log.error('notification is dead: no attempt succeeded', { notificationId, kind, channel });
    }
  });
}

async function attempt(deps: DeliveryDeps, notification: Notification): Promise<Delivery> {
  try {
    const obstacle = await findObstacle(deps.em.fork(), notification, deps.now());
    if (obstacle) return obstacle;
    const message = await composeMessage(deps, notification);
    await deps.channels[notification.channel as SendingChannel].send(message);
    return { outcome: 'sent' };
  } catch (error) {
    return toDelivery(deps, notification, error);
  }
}

function toDelivery(deps: DeliveryDeps, { id, kind, channel }: Notification, error: unknown): Delivery {
  const about = { notificationId: id, kind, channel };
  if (error instanceof DeliveryError) {
    const { code, isPermanent } = error;
    deps.log.info('notification not delivered', { ...about, reason: code });
    return { outcome: isPermanent ? 'failed' : 'deferred', code };
  }
  if (error instanceof DomainError) {
    deps.log.warn('notification not delivered', { ...about, reason: error.code, detail: error.message });
    return { outcome: 'deferred', code: error.code };
  }
  // A fault of ours, such as a template that asks for what is not there: it waits for the release that mends it.
  deps.log.error('notification not delivered', { ...about, error });
  return { outcome: 'deferred', code: 'internal' };
}
