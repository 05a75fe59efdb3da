import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import {
  decode,
  JsonWebTokenError,
  NotBeforeError,
  TokenExpiredError,
  verify,
  type JwtPayload,
} from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../errors';
import { ROLES, type Principal, type Role } from './principal';

export const TOKEN_ISSUER = 'sidecart-auth';
export const TOKEN_AUDIENCE = 'sidecart-api';
const MAX_TOKEN_LENGTH = 4_096;
const CLOCK_TOLERANCE_SECONDS = 5;
const MIN_REFETCH_INTERVAL_MS = 5_000;

export interface JsonWebKeySet {
  readonly keys: readonly (JsonWebKey & { kid?: string })[];
}

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
 */
export function createTokenVerifier(fetchKeys: () => Promise<JsonWebKeySet>, now = Date.now): TokenVerifier {
  const verified = new LRUCache<string, { principal: Principal; expiresAtMs: number }>({ max: 10_000 });
  let keys = new Map<string, KeyObject>();
  let fetchedAtMs = -Infinity;
  let fetching: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const set = await fetchKeys();
    keys = new Map(
      set.keys.flatMap(({ kid, ...jwk }) =>
        kid ? [[kid, createPublicKey({ key: jwk, format: 'jwk' })]] : [],
      ),
    );
    fetchedAtMs = now();
  }

  async function keyFor(kid: string): Promise<KeyObject> {
    if (!keys.has(kid) && now() - fetchedAtMs > MIN_REFETCH_INTERVAL_MS) {
      fetching ??= refresh().finally(() => (fetching = undefined));
      await fetching;
    }
    const key = keys.get(kid);
    if (!key) throw refused('The access token was signed with an unknown key.');
    return key;
  }

  return {
    async verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) throw refused('The access token is too long.');
      const digest = createHash('sha256').update(token).digest('base64');
      const known = verified.get(digest);
      if (known && known.expiresAtMs > now()) return known.principal;
      const kid = decode(token, { complete: true })?.header.kid;
      if (typeof kid !== 'string') throw refused('The access token is malformed.');
      const claims = checkSignature(token, await keyFor(kid));
      const principal = toPrincipal(claims);
      verified.set(digest, { principal, expiresAtMs: (claims.exp ?? 0) * 1_000 });
      return principal;
    },
  };
}

function checkSignature(token: string, key: KeyObject): JwtPayload {
  try {
    const claims = verify(token, key, {
      algorithms: ['RS256'],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    if (typeof claims === 'string' || !claims.exp) throw refused('The access token is malformed.');
    return claims;
  } catch (error) {
    if (error instanceof TokenExpiredError) throw refused('The access token has expired.');
    if (error instanceof NotBeforeError) throw refused('The access token is not valid yet.');
    if (error instanceof JsonWebTokenError) throw refused('The access token is not valid.');
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
