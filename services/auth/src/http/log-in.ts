import { ok } from '@sidecart/platform';
import { invalidCredentials } from '../domain/errors';
import { logIn } from '../use-cases/log-in';
import { LoggedInView, LogInBody } from './auth.schema';
import { clientOf } from './client-of';
import { NO_STORE, presentTokens } from './present-tokens';
import { route } from './route';

export const logInRoute = route({
  method: 'post',
  path: '/auth/login',
  operationId: 'logIn',
  summary: 'Sign in.',
  tag: 'Sign-in',
  access: 'public',
  body: LogInBody,
  responses: { 200: LoggedInView },
  problems: [401],
  examples: { problems: [invalidCredentials()] },
  async handler({ body, deps, ...input }) {
    const { user, tokens } = await logIn(deps, body, clientOf(input));
    return ok({ user, ...presentTokens(tokens) }, NO_STORE);
  },
});
