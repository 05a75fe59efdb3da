import type { EntityManager } from '@mikro-orm/postgresql';
import { inTrace } from '@sidecart/platform';
import { returnsAttention } from '../domain/attention';
import { OrderReturn } from '../domain/order-return';
import { lockReturn } from './lock-return';
import { noteOnTimeline } from './note-on-timeline';
import { announceReturned } from './return-events';

const BATCH_SIZE = 50;

/**
 * Asks again, by publishing `order.returned.v1` anew, for the refunds of returns that have waited too long, since the event
 * or its answer may have been lost.
 *
 * @returns how many returns were looked at
 */
export async function checkOverdueReturns(em: EntityManager, now: Date): Promise<number> {
  const due = await em
    .fork()
    .find(
      OrderReturn,
      { nextCheckAt: { $lte: now } },
      { fields: ['id'], orderBy: { nextCheckAt: 'asc' }, limit: BATCH_SIZE },
    );
  for (const { id } of due) await em.fork().transactional((tx) => check(tx, id, now));
  return due.length;
}

/** Another replica may have looked after it meanwhile, or the answer has come. */
async function check(em: EntityManager, returnId: string, now: Date): Promise<void> {
  const locked = await lockReturn(em, returnId);
  const { order, found } = locked;
  if (found.nextCheckAt === null || found.nextCheckAt > now) return;
  found.checks += 1;
  found.scheduleCheck(now);
  order.attention = returnsAttention(await em.find(OrderReturn, { order }));
  inTrace(order.traceparent, () => {
    noteOnTimeline(em, order.id, { kind: 'check', at: now, returnId, detail: 'refund-asked-again' });
    announceReturned(em, locked);
  });
}
