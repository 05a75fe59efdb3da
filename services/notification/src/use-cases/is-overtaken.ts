import type { EntityManager } from '@mikro-orm/postgresql';
import type { Kind } from '../domain/kinds';
import { Notification } from '../domain/notification';

/** What is not told any more once something later was told of the same order, by the key of the later fact. */
const LATER_FACTS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  'order-confirmed': ['order.cancelled'],
  'order-shipped': ['order.delivered'],
  'payment-action-required': ['order.confirmed', 'order.cancelled'],
};

/**
 * Whether a person was told over the same channel how an order went on: news that was lost on its way comes minutes or
 * hours late, and would contradict what they know.
 */
export async function isOvertaken(
  em: EntityManager,
  { kind, channel, variables }: Pick<Notification, 'kind' | 'channel' | 'variables'>,
): Promise<boolean> {
  const keys = LATER_FACTS[kind]?.map((fact) => `${fact}:${String(variables['orderId'])}`);
  if (!keys) return false;
  return (await em.count(Notification, { factKey: { $in: keys }, channel, status: 'sent' })) > 0;
}
