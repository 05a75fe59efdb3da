import { noContent, notFound } from '@sidecart/platform';
import { PushSubscription } from '../domain/push-subscription';
import { PushSubscriptionPath } from './push.schema';
import { route } from './route';

export const removePushSubscriptionRoute = route({
  method: 'delete',
  path: '/notifications/push/subscriptions/{subscriptionId}',
  operationId: 'removePushSubscription',
  summary: 'Have no more notifications shown in a browser.',
  tag: 'Push',
  access: 'customer',
  params: PushSubscriptionPath,
  responses: { 204: null },
  problems: [404],
  async handler({ params, principal, deps }) {
    const about = { id: params.subscriptionId, userId: principal.id };
    if ((await deps.em.nativeDelete(PushSubscription, about)) === 0) throw notFound('subscription');
    return noContent();
  },
});
