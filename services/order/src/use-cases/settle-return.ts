import { DomainError } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { returnsAttention } from '../domain/attention';
import type { Actor } from '../domain/order-history';
import { OrderReturn } from '../domain/order-return';
import { lockReturn } from './lock-return';
import { noteReturn } from './note-return';

/**
 * Ends a return whose refund was refused, once staff have given the money back by a refund of the payment: then nobody
 * has to look at it any more.
 *
 * @throws DomainError not-found, or conflict unless its refund failed and as much more was refunded of the order
 */
export async function settleReturn(deps: OrderDeps, returnId: string, actor: Actor): Promise<OrderReturn> {
  return deps.em.transactional(async (em) => {
    const { order, found } = await lockReturn(em, returnId);
    if (found.status !== 'refund-failed') {
      throw new DomainError('conflict', 'refund-not-failed', `The return is ${found.status}.`);
    }
    const returns = await em.find(OrderReturn, { order });
    const owedMinor = returns
      .filter((one) => one === found || one.status === 'refunded')
      .reduce((sum, one) => sum + (one.refundMinor ?? 0), 0);
    if (order.refundedMinor < owedMinor) {
      throw new DomainError('conflict', 'refund-not-made', 'Refund it by the payment first.');
    }
    found.settle(deps.now());
    noteReturn(em, found, 'refund-failed', actor);
    order.attention = returnsAttention(returns);
    return found;
  });
}
