import type { EntityManager } from '@mikro-orm/postgresql';
import type { paymentRefundedV1, paymentRefundFailedV1, EventData } from '@sidecart/contracts';
import { returnsAttention } from '../domain/attention';
import type { Order } from '../domain/order';
import { OrderReturn } from '../domain/order-return';
import { TimelineEntry } from '../domain/timeline-entry';
import { lockOrder } from './lock-order';
import { noteOnTimeline } from './note-on-timeline';
import { noteReturn } from './note-return';

const SYSTEM = { kind: 'system' } as const;

/** Notes that money went back; if it was for a return, that one has come to its end. */
export async function noteRefund(
  em: EntityManager,
  { orderId, returnId, refundId, amount, refundedTotal }: EventData<typeof paymentRefundedV1>,
  now: Date,
): Promise<void> {
  const order = await lockOrder(em, orderId);
  order.noteRefund(refundedTotal.amountMinor, now);
  await noteOnce(em, order, {
    refundId,
    returnId: returnId ?? null,
    amountMinor: amount.amountMinor,
    at: now,
  });
  await moveReturn(em, order, returnId, (found) => found.settle(now));
}

/**
 * Notes that money will not go back. Of a return, or of a cancelled order, which is worth nothing, somebody has to look
 * why; nobody asks for it again.
 */
export async function noteRefundFailure(
  em: EntityManager,
  { orderId, returnId, refundId, amount, reason }: EventData<typeof paymentRefundFailedV1>,
  now: Date,
): Promise<void> {
  const order = await lockOrder(em, orderId);
  if (returnId === undefined) order.noteRefundFailure(reason, now);
  const failed = {
    refundId,
    returnId: returnId ?? null,
    amountMinor: amount.amountMinor,
    at: now,
    detail: reason,
  };
  await noteOnce(em, order, failed);
  await moveReturn(em, order, returnId, (found) => found.fail(reason, now));
}

type RefundNote = Pick<TimelineEntry, 'returnId' | 'amountMinor' | 'at'> & {
  readonly refundId: string;
  readonly detail?: string;
};

/** The same news may come under several event ids; the order's lock keeps them apart. */
async function noteOnce(em: EntityManager, order: Order, note: RefundNote): Promise<void> {
  const toStatus = note.detail === undefined ? 'refunded' : 'refund-failed';
  const known = await em.count(TimelineEntry, { refundId: note.refundId, toStatus });
  if (known === 0) noteOnTimeline(em, order.id, { kind: 'refund', toStatus, actor: SYSTEM, ...note });
}

async function moveReturn(
  em: EntityManager,
  order: Order,
  returnId: string | undefined,
  move: (found: OrderReturn) => boolean,
): Promise<void> {
  if (returnId === undefined) return;
  const returns = await em.find(OrderReturn, { order });
  const found = returns.find(({ id }) => id === returnId);
  const from = found?.status;
  if (found && from && move(found)) noteReturn(em, found, from, SYSTEM);
  order.attention = returnsAttention(returns);
}
