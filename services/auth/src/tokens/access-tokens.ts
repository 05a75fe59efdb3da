import { TOKEN_AUDIENCE, TOKEN_ISSUER, type Principal } from '@sidecart/platform';
import { sign } from 'jsonwebtoken';
import type { SigningKeys } from './signing-keys';

/** How long an access token is good; a session that has ended is honoured elsewhere for that long at most. */
export const ACCESS_TOKEN_TTL_SECONDS = 15 * 60;

/** Makes access tokens: RS256, for the whole platform, with the person, their role and their session. */
export type IssueAccessToken = (principal: Principal) => string;

/** @param keys the first of them signs */
export const createAccessTokenIssuer =
  ({ privateKey, kid }: SigningKeys): IssueAccessToken =>
  ({ id, role, sessionId }) =>
    sign({ role, sid: sessionId }, privateKey, {
      algorithm: 'RS256',
      keyid: kid,
      subject: id,
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      expiresIn: ACCESS_TOKEN_TTL_SECONDS,
    });
