import { once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { acceptReturn } from '../domain/accept-return';
import type { Actor } from '../domain/order-history';
import type { OrderReturn, ReturnDecision } from '../domain/order-return';
import { lockReturn } from './lock-return';
import { noteReturn } from './note-return';
import { announceReturned } from './return-events';

/**
 * Takes the goods of a return back, in one transaction with `order.returned.v1`: they are restocked if they are to be, and
 * the money goes back.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError not-found, conflict when it was decided before, refused when too much is deducted
 */
export async function takeBackReturn(
  deps: OrderDeps,
  returnId: string,
  decision: Omit<ReturnDecision, 'amountMinor'>,
  actor: Actor,
  idempotency: IdempotentRequest | undefined,
  toReply: (found: OrderReturn) => Reply,
): Promise<Reply> {
  return once(deps.em, idempotency, async (em) => {
    const locked = await lockReturn(em, returnId);
    acceptReturn(locked.order, locked.found, decision, actor, deps.now());
    noteReturn(em, locked.found, 'requested', actor, 'accepted');
    if (locked.found.status === 'refunded') noteReturn(em, locked.found, 'accepted', { kind: 'system' });
    announceReturned(em, locked);
    return toReply(locked.found);
  });
}

/** @throws DomainError not-found, or conflict when it was decided before */
export async function rejectReturn(
  deps: OrderDeps,
  returnId: string,
  reason: string,
  actor: Actor,
): Promise<OrderReturn> {
  return deps.em.transactional(async (em) => {
    const { found } = await lockReturn(em, returnId);
    found.reject(reason, deps.now());
    noteReturn(em, found, 'requested', actor);
    return found;
  });
}

/** @throws DomainError not-found when it is not the customer's, or conflict when it was decided before */
export async function withdrawReturn(
  deps: OrderDeps,
  returnId: string,
  customerId: string,
): Promise<OrderReturn> {
  return deps.em.transactional(async (em) => {
    const { found } = await lockReturn(em, returnId, customerId);
    found.withdraw(deps.now());
    noteReturn(em, found, 'requested', { kind: 'customer', id: customerId });
    return found;
  });
}
