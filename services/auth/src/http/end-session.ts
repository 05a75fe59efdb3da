import { noContent, notFound } from '@sidecart/platform';
import { endSessions } from '../use-cases/end-sessions';
import { SessionPath } from './auth.schema';
import { route } from './route';

export const endSessionRoute = route({
  method: 'delete',
  path: '/auth/sessions/{sessionId}',
  operationId: 'endSession',
  summary: 'End one of your sessions.',
  tag: 'Sessions',
  access: 'customer',
  params: SessionPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, deps }) {
    const ended = await endSessions(deps.em, { userId: principal.id, only: params.sessionId }, deps.now());
    if (ended === 0) throw notFound('session');
    return noContent();
  },
});
