import { createHash, timingSafeEqual } from 'node:crypto';
import { hasRole, type Principal } from '../auth/principal';
import type { TokenVerifier } from '../auth/token-verifier';
import { DomainError } from '../errors';
import type { Access } from './route';

const BEARER = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

const forbidden = () => new DomainError('forbidden', 'forbidden', 'You may not do this.');

/** Reads a header of the request; undefined when it is absent. */
type HeaderOf = (name: string) => string | undefined;

/**
 * Decides whether the caller may use a route. A person is known by the access token alone. A service is known by the
 * header that its own sidecar sets; it can be believed because the sidecar's token was checked before.
 *
 * @returns the person calling, where there is one
 * @throws DomainError unauthenticated or forbidden
 */
export async function authenticate(
  access: Access,
  headerOf: HeaderOf,
  verifier: TokenVerifier,
): Promise<Principal | undefined> {
  if (access === 'public') return undefined;
  if (typeof access === 'object') {
    if (!access.services.includes(headerOf('dapr-caller-app-id') ?? '')) throw forbidden();
    return undefined;
  }
  const authorization = headerOf('authorization');
  if (authorization === undefined && access === 'optional') return undefined;
  const principal = await verifier.verify(bearerToken(authorization));
  if (access !== 'optional' && !hasRole(principal.role, access)) throw forbidden();
  return principal;
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) {
    throw new DomainError(
      'unauthenticated',
      'token-required',
      'This needs an access token: Authorization: Bearer …',
    );
  }
  const token = BEARER.exec(authorization)?.[1];
  if (!token) {
    throw new DomainError(
      'unauthenticated',
      'invalid-token',
      'The Authorization header is not "Bearer <token>".',
    );
  }
  return token;
}

/** Refuses a call that does not come through the service's own sidecar. Compares in constant time. */
export function requireSidecar(appToken: string, headerOf: HeaderOf): void {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(headerOf('dapr-api-token') ?? ''), digest(appToken))) {
    throw new DomainError('unauthenticated', 'sidecar-required', 'This port answers its own sidecar only.');
  }
}
