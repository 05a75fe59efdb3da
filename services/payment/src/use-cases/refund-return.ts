import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit, notFound } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { refundReturnOf, type ReturnedGoods } from '../domain/give-back';
import { Refund, refundIdOf } from '../domain/refund';
import { lockPaymentOfOrder } from './lock-payment';
import { announceRefund } from './payment-events';

/**
 * Goods came back: what they are worth goes back too, once for each return. Who asks again about a return whose refund
 * has an outcome did not hear of it, and is told again.
 *
 * @param em the transaction of the event
 * @throws DomainError not-found while nothing is known of the order
 */
export async function refundReturn(
  em: EntityManager,
  returned: ReturnedGoods & { readonly orderId: string },
  deps: PaymentDeps,
): Promise<void> {
  const payment = await lockPaymentOfOrder(em, returned.orderId);
  if (!payment) throw notFound('payment');
  const earlier = await em.findOne(Refund, { id: refundIdOf(returned.returnId), payment: payment.id });
  const refund = earlier ?? refundReturnOf(payment, returned, deps.now());
  if (refund.status === 'pending') afterCommit(em, deps.wake.refunds);
  else announceRefund(em, payment, refund);
}
