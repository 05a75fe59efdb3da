import type { Notification } from '../domain/notification';
import type { NotificationDeps } from '../deps';
import { findLastCodes } from './find-queued';
import type { QueuedView } from './notification.schema';
import { presentQueued } from './present-notification';

/** Shows the staff what they have just done to a notification. */
export async function presentChange(deps: NotificationDeps, notification: Notification): Promise<QueuedView> {
  const codes = await findLastCodes(deps.em, [notification.id]);
  return presentQueued(notification, deps, codes.get(notification.id) ?? null);
}
