import type { EntityManager } from '@mikro-orm/postgresql';
import { awaitAction } from '../domain/await-action';
import { lockOrder } from './lock-order';
import { noteOnTimeline } from './note-on-timeline';

/** Notes that the bank asks the customer: the order waits longer for its payment, and its stock is to be held as long. */
export async function awaitPaymentAction(
  em: EntityManager,
  orderId: string,
  expiresAt: Date,
  now: Date,
): Promise<void> {
  const order = await lockOrder(em, orderId);
  if (!awaitAction(order, expiresAt, now)) return;
  noteOnTimeline(em, order.id, {
    kind: 'payment-action',
    at: now,
    detail: `until ${order.paymentDeadlineAt.toISOString()}`,
  });
}
