import { ok } from '@sidecart/platform';
import { invalidRefreshToken } from '../domain/errors';
import { refreshSession } from '../use-cases/refresh-session';
import { RefreshBody, TokensView } from './auth.schema';
import { NO_STORE, presentTokens } from './present-tokens';
import { route } from './route';

export const refreshSessionRoute = route({
  method: 'post',
  path: '/auth/refresh',
  operationId: 'refreshSession',
  summary: 'Exchange a refresh token for new tokens. A token that is used twice ends the session.',
  tag: 'Sign-in',
  access: 'public',
  body: RefreshBody,
  responses: { 200: TokensView },
  problems: [401],
  examples: { problems: [invalidRefreshToken()] },
  async handler({ body, deps }) {
    return ok(presentTokens(await refreshSession(deps, body.refreshToken)), NO_STORE);
  },
});
