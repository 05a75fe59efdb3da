import type { NotificationDeps } from '../deps';
import { Preference } from '../domain/preference';
import type { Unwanted } from '../unsubscribing';
import { lockPreferences } from './lock-preferences';

/** Switches one kind off over one channel. What is queued already is not sent any more. Safe to repeat. */
export async function unsubscribe(deps: NotificationDeps, unwanted: Unwanted): Promise<void> {
  await deps.em.transactional(async (em) => {
    await lockPreferences(em, unwanted.userId);
    await em.upsert(Preference, { ...unwanted, isEnabled: false, updatedAt: deps.now() });
  });
}
