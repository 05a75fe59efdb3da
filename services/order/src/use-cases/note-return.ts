import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../domain/order-history';
import type { OrderReturn } from '../domain/order-return';
import type { ReturnStatus } from '../domain/return-status';
import { noteOnTimeline } from './note-on-timeline';

/** Keeps a move of a return: the entries of a return are a path through the table of its transitions. */
export function noteReturn(
  em: EntityManager,
  found: OrderReturn,
  from: ReturnStatus | null,
  actor: Actor,
  to: ReturnStatus = found.status,
): void {
  noteOnTimeline(em, found.order.id, {
    kind: 'return',
    at: found.updatedAt,
    returnId: found.id,
    fromStatus: from,
    toStatus: to,
    amountMinor: found.refundMinor,
    detail: detailOf(found, to),
    actor,
  });
}

function detailOf(found: OrderReturn, to: ReturnStatus): string | null {
  if (to === 'requested') return found.reason;
  if (to === 'accepted') return found.deductionReason;
  if (to === 'rejected') return found.rejectionReason;
  return to === 'refund-failed' ? found.failureReason : null;
}
