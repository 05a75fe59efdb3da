import { DomainError, notFound } from '@sidecart/platform';
import type { AuthDeps } from '../deps';
import { PasswordReset } from '../domain/password-reset';
import { hashOpaqueToken, newOpaqueToken } from '../tokens/opaque-token';

/**
 * Makes the token of a password reset for whoever is about to deliver it. Only its hash is kept; a repeat makes another
 * one, and the one before is worth nothing.
 *
 * @throws DomainError not-found, or conflict when the reset was used or has expired
 */
export async function mintResetToken(
  { em, now }: AuthDeps,
  resetId: string,
): Promise<{ token: string; expiresAt: Date }> {
  const token = newOpaqueToken();
  const minted = await em.nativeUpdate(
    PasswordReset,
    { id: resetId, user: { $ne: null }, closedAt: null, expiresAt: { $gt: now() } },
    { tokenHash: hashOpaqueToken(token) },
  );
  const reset = await em.findOne(PasswordReset, { id: resetId }, { fields: ['expiresAt'] });
  if (!reset) throw notFound('password reset');
  if (minted === 0) {
    throw new DomainError('conflict', 'password-reset-closed', 'The password reset was used or has expired.');
  }
  return { token, expiresAt: reset.expiresAt };
}
