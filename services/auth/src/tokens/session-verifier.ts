import type { EntityManager } from '@mikro-orm/postgresql';
import type { TokenVerifier } from '@sidecart/platform';
import { sessionEnded } from '../domain/errors';
import { Session } from '../domain/session';

/**
 * Verifies access tokens for this service's own routes, where a session that has ended is refused at once. Other
 * services only see the token, which lives on for a few minutes.
 */
export const createSessionVerifier = (
  tokens: TokenVerifier,
  em: EntityManager,
  now: () => Date,
): TokenVerifier => ({
  async verify(token) {
    const principal = await tokens.verify(token);
    const open = await em.fork().count(Session, {
      id: principal.sessionId,
      user: principal.id,
      revokedAt: null,
      expiresAt: { $gt: now() },
    });
    if (open === 0) throw sessionEnded();
    return principal;
  },
});
