import { accepted } from '@sidecart/platform';
import { resendNotification } from '../use-cases/resend-notification';
import { NotificationPath, QueuedView } from './notification.schema';
import { presentChange } from './present-change';
import { route } from './route';

export const resendNotificationRoute = route({
  method: 'post',
  path: '/notifications/{notificationId}/resend',
  operationId: 'resendNotification',
  summary: 'Send a notification once more.',
  tag: 'Queue',
  access: 'staff',
  params: NotificationPath,
  idempotencyKey: 'optional',
  responses: { 202: QueuedView },
  problems: [404, 409],
  async handler({ params, idempotency, deps }) {
    return resendNotification(deps, params.notificationId, idempotency, async (notification) =>
      accepted(await presentChange(deps, notification)),
    );
  },
});
