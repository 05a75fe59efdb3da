import { ok } from '@sidecart/platform';
import { cancelNotification } from '../use-cases/cancel-notification';
import { NotificationPath, QueuedView } from './notification.schema';
import { presentChange } from './present-change';
import { route } from './route';

export const cancelNotificationRoute = route({
  method: 'post',
  path: '/notifications/{notificationId}/cancel',
  operationId: 'cancelNotification',
  summary: 'Take a notification out of the queue. An attempt that is under way may still succeed.',
  tag: 'Queue',
  access: 'staff',
  params: NotificationPath,
  responses: { 200: QueuedView },
  problems: [404, 409],
  async handler({ params, deps }) {
    return ok(await presentChange(deps, await cancelNotification(deps, params.notificationId)));
  },
});
