import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { orderCreatedV1 } from '@sidecart/contracts';
import { enqueueEvent, inTrace } from '@sidecart/platform';
import { Order } from '../domain/order';
import { giveBackCoupons } from './give-back-coupons';
import { noteOnTimeline } from './note-on-timeline';
import { announceCancelled, toOrderCreated } from './order-events';

const BATCH_SIZE = 50;

/**
 * Takes care of orders that have waited too long for news of their payment: cancels those past their deadline, and
 * asks again (by publishing their last event anew) for the others, since an event or its answer may have been lost.
 *
 * @returns how many orders were looked at
 */
export async function checkOverdueOrders(em: EntityManager, now: Date): Promise<number> {
  return em.fork().transactional(async (tx) => {
    const orders = await tx.find(
      Order,
      { nextCheckAt: { $lte: now } },
      { orderBy: { nextCheckAt: 'asc' }, limit: BATCH_SIZE, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    for (const order of orders) inTrace(order.traceparent, () => check(tx, order, now));
    const cancelled = orders.filter((order) => order.status === 'cancelled');
    await giveBackCoupons(tx, cancelled, now);
    return orders.length;
  });
}

function check(em: EntityManager, order: Order, now: Date): void {
  order.checks += 1;
  noteOnTimeline(em, order.id, { kind: 'check', at: now, detail: whatIsDone(order, now) });
  if (order.status === 'pending' && now >= order.paymentDeadlineAt) {
    order.cancel('payment-timeout', { kind: 'system' }, now);
    announceCancelled(em, order);
  } else if (order.status === 'pending') {
    enqueueEvent(em, orderCreatedV1, order.id, toOrderCreated(order));
  } else if (order.awaitsPaymentNews) {
    announceCancelled(em, order);
  }
  order.scheduleCheck(now);
}

const whatIsDone = (order: Order, now: Date): string => {
  if (order.status !== 'pending') return 'refund-asked-again';
  return now >= order.paymentDeadlineAt ? 'payment-deadline-passed' : 'payment-asked-again';
};
