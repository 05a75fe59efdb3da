import { accepted } from '@sidecart/platform';
import { resendNotification } from '../use-cases/resend-notification';
import { NotificationPath, NotificationView } from './notification.schema';
import { presentNotification } from './present-notification';
import { route } from './route';

export const resendNotificationRoute = route({
  method: 'post',
  path: '/notifications/{notificationId}/resend',
  operationId: 'resendNotification',
  summary: 'Send a notification once more.',
  tag: 'Notifications',
  access: 'staff',
  params: NotificationPath,
  idempotencyKey: 'optional',
  responses: { 202: NotificationView },
  problems: [404, 409],
  async handler({ params, idempotency, deps }) {
    return resendNotification(deps, params.notificationId, idempotency, async (notification) =>
      accepted(await presentNotification(notification, deps.templates)),
    );
  },
});
