import { noContent } from '@sidecart/platform';
import { wrongPassword } from '../domain/errors';
import { changePassword } from '../use-cases/change-password';
import { ChangePasswordBody } from './auth.schema';
import { route } from './route';

export const changePasswordRoute = route({
  method: 'post',
  path: '/auth/password/change',
  operationId: 'changePassword',
  summary: 'Change your password. Your other sessions end.',
  tag: 'Password',
  access: 'customer',
  body: ChangePasswordBody,
  responses: { 204: null },
  problems: [422],
  examples: { problems: [wrongPassword()] },
  async handler({ body, principal, deps }) {
    await changePassword(deps, principal, body);
    return noContent();
  },
});
