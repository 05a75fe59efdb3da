import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { AuthDeps } from '../deps';
import { Credential } from '../domain/credential';
import { invalidRefreshToken } from '../domain/errors';
import { RefreshToken } from '../domain/refresh-token';
import { Session } from '../domain/session';
import { hashOpaqueToken } from '../tokens/opaque-token';
import type { SessionTokens } from './open-session';

/**
 * Exchanges a refresh token for new tokens. Each token is good once: presented again within ten seconds it yields the
 * same successor, later it ends the session, since two parties hold it.
 *
 * @throws DomainError unauthenticated
 */
export async function refreshSession(deps: AuthDeps, refreshToken: string): Promise<SessionTokens> {
  // A refusal must not be thrown in the transaction: it would undo the end of the session.
  const tokens = await deps.em.transactional((em) => exchange(em, deps, refreshToken));
  if (!tokens) throw invalidRefreshToken();
  return tokens;
}

async function exchange(
  em: EntityManager,
  deps: AuthDeps,
  presented: string,
): Promise<SessionTokens | undefined> {
  const now = deps.now();
  const session = await lockSessionOf(em, hashOpaqueToken(presented));
  if (!session?.isOpen(now)) return undefined;
  const token = await em.findOneOrFail(RefreshToken, { hash: hashOpaqueToken(presented) });
  const successor = deps.successorOf(presented);
  switch (token.present(hashOpaqueToken(successor), now)) {
    case 'rotate':
      session.use(now);
      em.persist(token.replace(hashOpaqueToken(successor), now));
      break;
    case 'repeat':
      break;
    case 'reuse':
      session.revoke(now);
      deps.log.warn('refresh token used twice: session revoked', {
        sessionId: session.id,
        userId: session.user.id,
      });
      return undefined;
    case 'refuse':
      return undefined;
  }
  const { id, role } = await em.findOneOrFail(
    Credential,
    { id: session.user.id },
    { fields: ['id', 'role'] },
  );
  return {
    accessToken: deps.issueAccessToken({ id, role, sessionId: session.id }),
    refreshToken: successor,
  };
}

/** Locks the session that a token belongs to: whatever happens to its tokens happens one after the other. */
async function lockSessionOf(em: EntityManager, hash: string): Promise<Session | null> {
  const [found] = await em.execute<{ sessionId: string }[]>(
    'select session_id as "sessionId" from refresh_tokens where hash = ?',
    [hash],
  );
  if (!found) return null;
  return em.findOne(Session, { id: found.sessionId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
