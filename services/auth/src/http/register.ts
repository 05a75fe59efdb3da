import { created } from '@sidecart/platform';
import { emailTaken } from '../domain/errors';
import { register } from '../use-cases/register';
import { RegisterBody, RegisteredView } from './auth.schema';
import { clientOf } from './client-of';
import { NO_STORE, presentTokens } from './present-tokens';
import { route } from './route';

export const registerRoute = route({
  method: 'post',
  path: '/auth/register',
  operationId: 'register',
  summary: 'Open an account and sign in.',
  tag: 'Sign-in',
  access: 'public',
  body: RegisterBody,
  responses: { 201: RegisteredView },
  problems: [409],
  examples: { problems: [emailTaken()] },
  async handler({ body, deps, ...input }) {
    const { user, tokens } = await register(deps, body, clientOf(input));
    return created('/api/users/me', { user, ...presentTokens(tokens) }, NO_STORE);
  },
});
