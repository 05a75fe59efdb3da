import { createHash, type KeyObject } from 'node:crypto';
import { JsonWebTokenError, NotBeforeError, TokenExpiredError, verify, type JwtPayload } from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../errors';
import { createKeyStore, type JsonWebKeySet } from './key-store';
import { ROLES, type Principal, type Role } from './principal';

export type { JsonWebKeySet } from './key-store';

export const TOKEN_ISSUER = 'sidecart-auth';
export const TOKEN_AUDIENCE = 'sidecart-api';
const MAX_TOKEN_LENGTH = 4_096;
const MAX_REMEMBERED = 10_000;
const CLOCK_TOLERANCE_SECONDS = 5;

export interface TokenVerifier {
  /**
   * @throws DomainError unauthenticated when the token is not one of ours, expired or malformed; unavailable when the
   *   keys cannot be fetched
   */
  verify(token: string): Promise<Principal>;
}

const refused = (detail: string) => new DomainError('unauthenticated', 'invalid-token', detail);

/**
 * Verifies RS256 access tokens against a key set. Only keys of that set are used, by `kid`: whatever else the token's
 * header proposes (alg, jku, jwk, x5u) is ignored. An unknown `kid` fetches the set again, at most every five seconds.
 * A token that was verified is remembered until it expires.
 *
 * @param now the time in milliseconds
 */
export function createTokenVerifier(fetchKeys: () => Promise<JsonWebKeySet>, now = Date.now): TokenVerifier {
  const verified = new LRUCache<string, { principal: Principal; expiresAtMs: number }>({
    max: MAX_REMEMBERED,
  });
  const keys = createKeyStore(fetchKeys, now);
  return {
    async verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) throw refused('The access token is too long.');
      const digest = createHash('sha256').update(token).digest('base64');
      const known = verified.get(digest);
      if (known && known.expiresAtMs > now()) return known.principal;
      const key = await keys.find(readKeyId(token));
      if (!key) throw refused('The access token was signed with an unknown key.');
      const claims = checkSignature(token, key, now());
      const principal = toPrincipal(claims);
      verified.set(digest, { principal, expiresAtMs: claims.exp * 1_000 });
      return principal;
    },
  };
}

/** Reads nothing else of a token whose signature is not checked yet. */
function readKeyId(token: string): string {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString());
    const { kid } = header as { kid?: unknown };
    if (typeof kid === 'string') return kid;
  } catch {
    // Falls through to the one answer for everything that is no token.
  }
  throw refused('The access token is malformed.');
}

function checkSignature(token: string, key: KeyObject, nowMs: number): JwtPayload & { exp: number } {
  try {
    const claims = verify(token, key, {
      algorithms: ['RS256'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      clockTimestamp: Math.floor(nowMs / 1_000),
    });
    if (typeof claims === 'string' || !claims.exp) throw refused('The access token is malformed.');
    return { ...claims, exp: claims.exp };
  } catch (error) {
    if (error instanceof TokenExpiredError) throw refused('The access token has expired.');
    if (error instanceof NotBeforeError) throw refused('The access token is not valid yet.');
    // Whatever the library makes of a token that somebody made up, it is not a fault of ours.
    if (error instanceof JsonWebTokenError || error instanceof SyntaxError)
      throw refused('The access token is not valid.');
    throw error;
  }
}

function toPrincipal(claims: JwtPayload): Principal {
  const { sub, role, sid } = claims as { sub?: unknown; role?: unknown; sid?: unknown };
  if (typeof sub !== 'string' || typeof sid !== 'string' || !ROLES.includes(role as Role)) {
    throw refused('The access token is malformed.');
  }
  return { id: sub, role: role as Role, sessionId: sid };
}
