import type { UserDeps } from '../deps';
import { DEFAULT_LOCALE } from '../domain/profile';

export interface RegisteredProfile {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly attempt: number;
}

/**
 * Writes the profile of somebody who is registering. The auth service counts the attempts at one account and only the
 * last of them can succeed: a repeat, and an earlier attempt that arrives late, change nothing.
 */
export async function saveRegisteredProfile(
  { em, now }: UserDeps,
  profile: RegisteredProfile,
): Promise<void> {
  const { userId, email, displayName, attempt } = profile;
  const at = now();
  await em.execute(
    `insert into profiles
       (id, email, display_name, locale, version, registration_attempt, created_at, updated_at)
     values (?, ?, ?, ?, 1, ?, ?, ?)
     on conflict (id) do update
       set email = excluded.email, display_name = excluded.display_name,
           registration_attempt = excluded.registration_attempt, updated_at = excluded.updated_at
       where profiles.registration_attempt < excluded.registration_attempt`,
    [userId, email, displayName.trim(), DEFAULT_LOCALE, attempt, at, at],
  );
}
