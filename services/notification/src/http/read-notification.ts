import { noContent, notFound } from '@sidecart/platform';
import { markRead } from '../use-cases/mark-read';
import { NotificationPath } from './notification.schema';
import { route } from './route';

export const readNotificationRoute = route({
  method: 'post',
  path: '/notifications/{notificationId}/read',
  operationId: 'markNotificationRead',
  summary: 'Mark one as read. Once it is, it stays so.',
  tag: 'Notifications',
  access: 'customer',
  params: NotificationPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, deps }) {
    if (!(await markRead(deps, principal.id, params.notificationId))) throw notFound('notification');
    return noContent();
  },
});
