import type { EntityManager } from '@mikro-orm/postgresql';
import { userRegisteredV1 } from '@sidecart/contracts';
import { enqueueEvent, type Role } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import type { AuthDeps } from '../deps';
import { Credential } from '../domain/credential';
import { normaliseEmail } from '../domain/email-address';
import { emailTaken } from '../domain/errors';
import { requireHashable } from '../domain/password';
import type { Client } from '../domain/session';
import { openSession, type SessionTokens } from './open-session';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

export interface RegisteredUser {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
}

interface Attempt {
  readonly userId: string;
  readonly attempt: number;
}

const ROLE: Role = 'customer';

/**
 * Registers a person in three steps, of which each may be the last: a pending credential that nobody can sign in with,
 * the profile in the user service, then in one transaction the activation, the first session and
 * `user.registered.v1`. The same request, sent again after a failure, takes the pending credential over.
 *
 * @throws DomainError malformed, conflict when the address has an account or is being registered by somebody faster, or
 *   unavailable when the user service is down
 */
export async function register(
  deps: AuthDeps,
  registration: Registration,
  client: Client,
): Promise<{ user: RegisteredUser; tokens: SessionTokens }> {
  requireHashable(registration.password, '#/password');
  const email = normaliseEmail(registration.email);
  const displayName = registration.displayName.trim();
  // Spares the work of hashing; the database decides.
  if ((await deps.em.count(Credential, { email, status: 'active' })) > 0) throw emailTaken();
  const passwordHash = await deps.passwords.hash(registration.password);
  const attempt = await beginAttempt(deps, email, passwordHash);
  await deps.profiles.save({ ...attempt, email, displayName });
  const tokens = await deps.em.transactional((em) => activate(em, deps, attempt, client));
  return { user: { id: attempt.userId, email, displayName, role: ROLE }, tokens };
}

/** Writes a pending credential, or takes over the one that an earlier attempt has left. */
async function beginAttempt({ em, now }: AuthDeps, email: string, passwordHash: string): Promise<Attempt> {
  const at = now();
  const [begun] = await em.execute<Attempt[]>(
    `insert into credentials (id, email, password_hash, role, status, attempt, created_at, updated_at)
     values (?, ?, ?, ?, 'pending', 1, ?, ?)
     on conflict (email) do update
       set attempt = credentials.attempt + 1, password_hash = excluded.password_hash, updated_at = excluded.updated_at
       where credentials.status = 'pending'
     returning id as "userId", attempt`,
    [uuidv7(), email, passwordHash, ROLE, at, at],
  );
  if (!begun) throw emailTaken();
  return begun;
}

/** Activates the credential, unless a later attempt has taken it over, and signs its person in. */
async function activate(
  em: EntityManager,
  deps: AuthDeps,
  { userId, attempt }: Attempt,
  client: Client,
): Promise<SessionTokens> {
  const at = deps.now();
  const activated = await em.nativeUpdate(
    Credential,
    { id: userId, attempt, status: 'pending' },
    { status: 'active', updatedAt: at },
  );
  if (activated === 0) throw emailTaken();
  enqueueEvent(em, userRegisteredV1, userId, { userId, registeredAt: at.toISOString() });
  return openSession(em, deps, { id: userId, role: ROLE }, client);
}
