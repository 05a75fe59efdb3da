import type { Principal } from '@sidecart/platform';
import type { AuthDeps } from '../deps';
import { Credential } from '../domain/credential';
import { wrongPassword } from '../domain/errors';
import { requireHashable } from '../domain/password';
import { replacePassword } from './replace-password';

/**
 * Changes the password of somebody who is signed in and knows it, and ends their other sessions.
 *
 * @throws DomainError malformed, or refused when the current password is wrong
 */
export async function changePassword(
  deps: AuthDeps,
  { id: userId, sessionId }: Principal,
  { currentPassword, newPassword }: { readonly currentPassword: string; readonly newPassword: string },
): Promise<void> {
  requireHashable(newPassword, '#/newPassword');
  const credential = await deps.em.findOne(Credential, { id: userId }, { fields: ['passwordHash'] });
  const provenHash = credential?.passwordHash;
  if (!(await deps.passwords.matches(currentPassword, provenHash)) || !provenHash) throw wrongPassword();
  const passwordHash = await deps.passwords.hash(newPassword);
  const changed = await deps.em.transactional((em) =>
    replacePassword(em, { userId, passwordHash, provenHash, keepSession: sessionId }, deps.now()),
  );
  if (!changed) throw wrongPassword();
}
