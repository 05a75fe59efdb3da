import { ref } from '@mikro-orm/core';
import { requireVersion } from '@sidecart/platform';
import type { UserDeps } from '../deps';
import { Preferences, type PreferenceValues } from '../domain/preferences';
import { lockProfile } from './lock-profile';

/**
 * Writes all preferences of a person.
 *
 * @throws DomainError malformed, not-found, or precondition-failed when `ifMatch` is not their version (0 before the
 *   first)
 */
export const replacePreferences = (
  { em, now }: UserDeps,
  userId: string,
  values: PreferenceValues,
  ifMatch: string | undefined,
): Promise<Preferences> =>
  em.transactional(async (tx) => {
    const user = await lockProfile(tx, userId);
    const known = await tx.findOne(Preferences, { user: userId });
    const preferences = known ?? Object.assign(new Preferences(), { user: ref(user), version: 0 });
    requireVersion(ifMatch, preferences.version);
    preferences.replace(values, now());
    tx.persist(preferences);
    return preferences;
  });
