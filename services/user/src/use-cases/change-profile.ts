import { requireVersion } from '@sidecart/platform';
import type { UserDeps } from '../deps';
import type { Profile, ProfileChange } from '../domain/profile';
import { lockProfile } from './lock-profile';

/**
 * Changes what is sent of a profile.
 *
 * @throws DomainError not-found, or precondition-failed when `ifMatch` is not its version
 */
export const changeProfile = (
  { em, now }: UserDeps,
  userId: string,
  change: ProfileChange,
  ifMatch: string | undefined,
): Promise<Profile> =>
  em.transactional(async (tx) => {
    const profile = await lockProfile(tx, userId);
    requireVersion(ifMatch, profile.version);
    profile.change(change, now());
    return profile;
  });
