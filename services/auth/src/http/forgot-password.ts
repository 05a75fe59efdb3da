import { requestPasswordReset } from '../use-cases/request-password-reset';
import { ForgotPasswordBody } from './auth.schema';
import { route } from './route';

export const forgotPasswordRoute = route({
  method: 'post',
  path: '/auth/password/forgot',
  operationId: 'forgotPassword',
  summary: 'Have a mail sent to reset the password, if there is such an account. The answer does not tell.',
  tag: 'Password',
  access: 'public',
  body: ForgotPasswordBody,
  responses: { 202: null },
  async handler({ body, deps }) {
    await requestPasswordReset(deps, body.email);
    return { status: 202 };
  },
});
