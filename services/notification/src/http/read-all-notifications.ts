import { StrictObject } from '@sidecart/contracts';
import { ok } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { markAllRead } from '../use-cases/mark-read';
import { route } from './route';

export const readAllNotificationsRoute = route({
  method: 'post',
  path: '/notifications/read',
  operationId: 'markNotificationsRead',
  summary: 'Mark all as read, or all up to one: what has come since you looked stays unread.',
  tag: 'Notifications',
  access: 'customer',
  body: StrictObject({
    upTo: Type.Optional(
      Type.String({ format: 'uuid', description: 'The newest that you have seen; all if it is left out.' }),
    ),
  }),
  responses: {
    200: Type.Object({ marked: Type.Integer({ description: 'How many were unread.', examples: [2] }) }),
  },
  async handler({ body, principal, deps }) {
    return ok({ marked: await markAllRead(deps, principal.id, body.upTo) });
  },
});
