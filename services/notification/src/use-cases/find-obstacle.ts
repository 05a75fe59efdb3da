import type { EntityManager } from '@mikro-orm/postgresql';
import { ignoresQuietHours } from '../domain/kinds';
import type { Delivery, Notification } from '../domain/notification';
import { isWanted, Preference } from '../domain/preference';
import { QuietHours, quietUntil } from '../domain/quiet-hours';
import { isOvertaken } from './is-overtaken';

/**
 * Tells why a notification is not sent now: its recipient knows better already, does not want it any more, or wants to be
 * left alone for a while. What staff have sent again is sent, whatever was told since.
 */
export async function findObstacle(
  em: EntityManager,
  notification: Notification,
  now: Date,
): Promise<Delivery | undefined> {
  const { userId, kind, channel, resends } = notification;
  if (userId === null) return undefined;
  if (resends === 0 && (await isOvertaken(em, notification)))
    return { outcome: 'cancelled', code: 'overtaken' };
  const decisions = await em.find(Preference, { userId, kind, channel });
  if (!isWanted(decisions, kind, channel)) return { outcome: 'cancelled', code: 'not-wanted' };
  if (ignoresQuietHours(kind, channel)) return undefined;
  const quiet = await em.findOne(QuietHours, { userId });
  const until = quiet ? quietUntil(quiet, now) : undefined;
  return until && { outcome: 'put-off', code: 'quiet-hours', until };
}
