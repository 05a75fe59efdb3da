import { ok } from '@sidecart/platform';
import { MAX_PUSH_SUBSCRIPTIONS, PushSubscription } from '../domain/push-subscription';
import { presentPushSubscription } from './present-push-subscription';
import { PushSubscriptionList } from './push.schema';
import { route } from './route';

export const listPushSubscriptionsRoute = route({
  method: 'get',
  path: '/notifications/push/subscriptions',
  operationId: 'listPushSubscriptions',
  summary: `List the browsers that show you notifications, at most ${MAX_PUSH_SUBSCRIPTIONS}.`,
  tag: 'Push',
  access: 'customer',
  responses: { 200: PushSubscriptionList },
  async handler({ principal, deps }) {
    const subscriptions = await deps.em.find(
      PushSubscription,
      { userId: principal.id },
      {
        fields: ['endpoint', 'label', 'createdAt'],
        orderBy: { id: 'asc' },
        limit: MAX_PUSH_SUBSCRIPTIONS,
      },
    );
    return ok({ items: subscriptions.map(presentPushSubscription) });
  },
});
