import type { Profile } from '../domain/profile';
import type { ProfileView } from './profile.schema';

/** The columns that are shown of a profile, beside its version. */
export const PROFILE_FIELDS = [
  'id',
  'email',
  'displayName',
  'phone',
  'phoneNumber',
  'locale',
  'createdAt',
  'updatedAt',
  'version',
] as const;

/** Shows a profile to its owner or an administrator. */
export const presentProfile = (profile: Pick<Profile, (typeof PROFILE_FIELDS)[number]>): ProfileView => ({
  id: profile.id,
  email: profile.email,
  displayName: profile.displayName,
  ...(profile.phone === null ? {} : { phone: profile.phone }),
  ...(profile.phoneNumber === null ? {} : { phoneNumber: profile.phoneNumber }),
  locale: profile.locale,
  createdAt: profile.createdAt.toISOString(),
  updatedAt: profile.updatedAt.toISOString(),
});
