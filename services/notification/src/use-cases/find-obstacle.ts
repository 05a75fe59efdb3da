import type { EntityManager } from '@mikro-orm/postgresql';
import { ignoresQuietHours } from '../domain/kinds';
import type { Delivery, Notification } from '../domain/notification';
import { isWanted, Preference } from '../domain/preference';
import { QuietHours, quietUntil } from '../domain/quiet-hours';

/**
 * Tells why a notification is not sent now, by what its recipient has decided since it was queued: they do not want it any
 * more, or they want to be left alone for a while.
 */
export async function findObstacle(
  em: EntityManager,
  { userId, kind, channel }: Notification,
  now: Date,
): Promise<Delivery | undefined> {
  if (userId === null) return undefined;
  const decisions = await em.find(Preference, { userId, kind, channel });
  if (!isWanted(decisions, kind, channel)) return { outcome: 'cancelled', code: 'not-wanted' };
  if (ignoresQuietHours(kind, channel)) return undefined;
  const quiet = await em.findOne(QuietHours, { userId });
  const until = quiet ? quietUntil(quiet, now) : undefined;
  return until && { outcome: 'put-off', code: 'quiet-hours', until };
}
