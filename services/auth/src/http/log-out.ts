import { noContent } from '@sidecart/platform';
import { endSessions } from '../use-cases/end-sessions';
import { route } from './route';

export const logOutRoute = route({
  method: 'post',
  path: '/auth/logout',
  operationId: 'logOut',
  summary: 'End this session. Its access token is honoured elsewhere until it expires.',
  tag: 'Sessions',
  access: 'customer',
  responses: { 204: null },
  async handler({ principal, deps }) {
    await endSessions(deps.em, { userId: principal.id, only: principal.sessionId }, deps.now());
    return noContent();
  },
});
