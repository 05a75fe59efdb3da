import { noContent } from '@sidecart/platform';
import { endSessions } from '../use-cases/end-sessions';
import { route } from './route';

export const logOutEverywhereRoute = route({
  method: 'post',
  path: '/auth/logout-all',
  operationId: 'logOutEverywhere',
  summary: 'End all your sessions, this one included.',
  tag: 'Sessions',
  access: 'customer',
  responses: { 204: null },
  async handler({ principal, deps }) {
    await endSessions(deps.em, { userId: principal.id }, deps.now());
    return noContent();
  },
});
