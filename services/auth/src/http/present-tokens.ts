import { ACCESS_TOKEN_TTL_SECONDS } from '../tokens/access-tokens';
import type { SessionTokens } from '../use-cases/open-session';
import type { TokensView } from './auth.schema';

/** What carries a token must not be kept by anything on its way (RFC 6749 §5.1). */
export const NO_STORE = { 'cache-control': 'no-store' };

/** Shows tokens to the person they are for. */
export const presentTokens = ({ accessToken, refreshToken }: SessionTokens): TokensView => ({
  accessToken,
  refreshToken,
  tokenType: 'Bearer',
  expiresIn: ACCESS_TOKEN_TTL_SECONDS,
});
