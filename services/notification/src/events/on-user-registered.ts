import type { userRegisteredV1 } from '@sidecart/contracts';
import type { EventHandler } from '@sidecart/platform';
import type { NotificationDeps } from '../deps';
import { welcomeTemplate } from '../templates/welcome';
import { queueNotification } from '../use-cases/queue-notification';

export const onUserRegistered: EventHandler<NotificationDeps, typeof userRegisteredV1> = ({
  data,
  em,
  deps,
}) =>
  queueNotification(em, deps, {
    key: `user.registered:${data.userId}`,
    userId: data.userId,
    template: welcomeTemplate,
    variables: {},
  });
