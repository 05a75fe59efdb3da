import { LockMode } from '@mikro-orm/postgresql';
import type { AuthDeps } from '../deps';
import { Credential } from '../domain/credential';
import { invalidResetToken } from '../domain/errors';
import { requireHashable } from '../domain/password';
import { PasswordReset } from '../domain/password-reset';
import { hashOpaqueToken } from '../tokens/opaque-token';
import { replacePassword } from './replace-password';

/**
 * Sets a new password by a token from the mail, once, and ends all sessions.
 *
 * @throws DomainError malformed, or refused when the token is not good or no longer
 */
export async function resetPassword(deps: AuthDeps, token: string, password: string): Promise<void> {
  requireHashable(password, '#/password');
  const good = { tokenHash: hashOpaqueToken(token), closedAt: null, expiresAt: { $gt: deps.now() } };
  // Hashing is work that nobody without a token may cause.
  const reset = await deps.em.findOne(PasswordReset, good, { fields: ['user'] });
  const userId = reset?.user?.id;
  if (userId === undefined) throw invalidResetToken();
  const passwordHash = await deps.passwords.hash(password);
  await deps.em.transactional(async (em) => {
    const now = deps.now();
    // The account first, then what hangs on it: a change of the password locks in the same order.
    await em.findOneOrFail(Credential, { id: userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if ((await em.nativeUpdate(PasswordReset, good, { closedAt: now })) === 0) throw invalidResetToken();
    await replacePassword(em, { userId, passwordHash }, now);
  });
}
