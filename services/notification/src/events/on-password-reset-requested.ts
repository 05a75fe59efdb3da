import type { authPasswordResetRequestedV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { passwordResetTemplate } from '../templates/password-reset';
import { queueNotification } from '../use-cases/queue-notification';

export const onPasswordResetRequested: EventHandler<
  NotificationDeps,
  typeof authPasswordResetRequestedV1
> = ({ data, em, deps }) =>
  queueNotification(em, deps, {
    key: `auth.password-reset-requested:${data.resetId}`,
    userId: data.userId,
    template: passwordResetTemplate,
    variables: { resetId: data.resetId },
  });
