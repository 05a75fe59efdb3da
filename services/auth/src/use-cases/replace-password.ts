import type { EntityManager } from '@mikro-orm/postgresql';
import { Credential } from '../domain/credential';
import { PasswordReset } from '../domain/password-reset';
import { endSessions } from './end-sessions';

export interface PasswordReplacement {
  readonly userId: string;
  readonly passwordHash: string;
  /** The hash that must still be the present one, when the person proved to know its password. */
  readonly provenHash?: string;
  /** The session that stays. */
  readonly keepSession?: string;
}

/**
 * Replaces a password in the transaction of `em`. It ends the person's sessions and closes their password resets, since
 * the one who changes it may do so because somebody else got in.
 *
 * @returns false when the proven hash is no longer the present one
 */
export async function replacePassword(
  em: EntityManager,
  { userId, passwordHash, provenHash, keepSession }: PasswordReplacement,
  now: Date,
): Promise<boolean> {
  const replaced = await em.nativeUpdate(
    Credential,
    { id: userId, ...(provenHash === undefined ? {} : { passwordHash: provenHash }) },
    { passwordHash, updatedAt: now },
  );
  if (replaced === 0) return false;
  await endSessions(em, { userId, ...(keepSession === undefined ? {} : { except: keepSession }) }, now);
  await em.nativeUpdate(PasswordReset, { user: userId, closedAt: null }, { closedAt: now });
  return true;
}
