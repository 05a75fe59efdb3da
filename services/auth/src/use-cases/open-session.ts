import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import type { AuthDeps } from '../deps';
import { Credential } from '../domain/credential';
import { RefreshToken } from '../domain/refresh-token';
import { Session, type Client } from '../domain/session';
import { hashOpaqueToken, newOpaqueToken } from '../tokens/opaque-token';

/** The tokens of a session. The refresh token is told once and kept as a hash. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Opens a session in the transaction of `em` and makes its first tokens. */
export function openSession(
  em: EntityManager,
  { issueAccessToken, now }: Pick<AuthDeps, 'issueAccessToken' | 'now'>,
  user: { readonly id: string; readonly role: Role },
  client: Client,
): SessionTokens {
  const at = now();
  const session = Session.open(uuidv7(), ref(em.getReference(Credential, user.id)), client, at);
  const refreshToken = newOpaqueToken();
  em.persist([session, RefreshToken.issue(hashOpaqueToken(refreshToken), ref(session), at)]);
  return {
    refreshToken,
    accessToken: issueAccessToken({ id: user.id, role: user.role, sessionId: session.id }),
  };
}
