import type { PushSubscription } from '../domain/push-subscription';
import type { PushSubscriptionView } from './push.schema';

/** Shows a browser to the person it belongs to. Its endpoint and keys are not shown: who has them can write to it. */
export const presentPushSubscription = ({
  id,
  endpoint,
  label,
  createdAt,
}: Pick<PushSubscription, 'id' | 'endpoint' | 'label' | 'createdAt'>): PushSubscriptionView => ({
  id,
  service: new URL(endpoint).hostname,
  label,
  createdAt: createdAt.toISOString(),
});
