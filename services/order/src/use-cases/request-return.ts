import { once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import type { Actor } from '../domain/order-history';
import type { OrderReturn } from '../domain/order-return';
import { requestReturn, type ReturnRequest } from '../domain/request-return';
import { lockOrder } from './lock-order';
import { noteReturn } from './note-return';

/**
 * Asks to send pieces of a delivered order back. Of concurrent requests for the same piece one succeeds.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError not-found when it is not the customer's; see the rule for when it is refused
 */
export async function requestReturnOf(
  deps: OrderDeps,
  orderId: string,
  request: Omit<ReturnRequest, 'windowDays'>,
  actor: Actor,
  idempotency: IdempotentRequest,
  toReply: (made: OrderReturn) => Reply,
): Promise<Reply> {
  return once(deps.em, idempotency, async (em) => {
    const order = await lockOrder(em, orderId, actor.kind === 'customer' ? actor.id : undefined);
    await em.populate(order, ['items']);
    const made = requestReturn(order, { ...request, windowDays: deps.returnWindowDays }, deps.now());
    em.persist(made);
    noteReturn(em, made, null, actor);
    return toReply(made);
  });
}
