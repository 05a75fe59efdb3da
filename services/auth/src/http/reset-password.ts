import { noContent } from '@sidecart/platform';
import { invalidResetToken } from '../domain/errors';
import { resetPassword } from '../use-cases/reset-password';
import { ResetPasswordBody } from './auth.schema';
import { route } from './route';

export const resetPasswordRoute = route({
  method: 'post',
  path: '/auth/password/reset',
  operationId: 'resetPassword',
  summary: 'Set a new password by the token from the mail. All sessions end.',
  tag: 'Password',
  access: 'public',
  body: ResetPasswordBody,
  responses: { 204: null },
  problems: [422],
  examples: { problems: [invalidResetToken()] },
  async handler({ body, deps }) {
    await resetPassword(deps, body.token, body.password);
    return noContent();
  },
});
