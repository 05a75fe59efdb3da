import type { Role } from '@sidecart/platform';
import type { AuthDeps } from '../deps';
import { Credential } from '../domain/credential';
import { normaliseEmail } from '../domain/email-address';
import { invalidCredentials } from '../domain/errors';
import type { Client } from '../domain/session';
import { openSession, type SessionTokens } from './open-session';

export interface LoggedInUser {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

/**
 * Signs a person in. Whether the address is unknown, the account pending or the password wrong, the answer and the work
 * are the same.
 *
 * @throws DomainError unauthenticated, or unavailable when too many passwords are being checked
 */
export async function logIn(
  deps: AuthDeps,
  login: { readonly email: string; readonly password: string },
  client: Client,
): Promise<{ user: LoggedInUser; tokens: SessionTokens }> {
  const email = normaliseEmail(login.email);
  const credential = await deps.em.findOne(
    Credential,
    { email, status: 'active' },
    { fields: ['id', 'passwordHash'] },
  );
  const matches = await deps.passwords.matches(login.password, credential?.passwordHash);
  if (!credential || !matches) throw invalidCredentials();
  return deps.em.transactional(async (em) => {
    // Held against a change of the password that would end this session, were it there already.
    const [user] = await em.execute<LoggedInUser[]>(
      'select id, email, role from credentials where id = ? and password_hash = ? for share',
      [credential.id, credential.passwordHash],
    );
    if (!user) throw invalidCredentials();
    return { user, tokens: openSession(em, deps, user, client) };
  });
}
