import { v7 as uuidv7 } from 'uuid';
import type { AuthDeps } from '../deps';
import { normaliseEmail } from '../domain/email-address';
import { PasswordReset } from '../domain/password-reset';

/**
 * Notes that somebody wants to reset the password of an address. Whether there is such an account is looked up later, so
 * that neither the answer nor its time can tell.
 */
export async function requestPasswordReset(deps: AuthDeps, email: string): Promise<void> {
  await deps.em.persist(PasswordReset.request(uuidv7(), normaliseEmail(email), deps.now())).flush();
}
