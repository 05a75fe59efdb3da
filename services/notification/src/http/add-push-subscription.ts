import { created } from '@sidecart/platform';
import { addPushSubscription } from '../use-cases/add-push-subscription';
import { presentPushSubscription } from './present-push-subscription';
import { PushSubscriptionBody, PushSubscriptionView } from './push.schema';
import { route } from './route';

export const addPushSubscriptionRoute = route({
  method: 'post',
  path: '/notifications/push/subscriptions',
  operationId: 'addPushSubscription',
  summary:
    'Have notifications shown in a browser. To subscribe again under the same endpoint replaces its keys.',
  tag: 'Push',
  access: 'customer',
  body: PushSubscriptionBody,
  responses: { 201: PushSubscriptionView },
  problems: [422],
  async handler({ body, principal, deps }) {
    const subscription = await addPushSubscription(deps, principal.id, {
      endpoint: body.endpoint,
      p256dh: body.keys.p256dh.replace(/=+$/, ''),
      auth: body.keys.auth.replace(/=+$/, ''),
      label: body.label?.trim() ?? null,
    });
    const location = `/api/notifications/push/subscriptions/${subscription.id}`;
    return created(location, presentPushSubscription(subscription));
  },
});
