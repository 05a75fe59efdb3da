import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { Payment, type PayableOrder } from '../domain/payment';
import { lockPaymentOfOrder } from './lock-payment';
import { announceCharge, announceOutcome, announceRefund } from './payment-events';

/**
 * An order was cancelled: its payment is not begun any more, is let go, or is given back. An order that was not heard of before
 * leaves a failed payment, so that its creation, when it comes, charges nothing.
 *
 * @param em the transaction of the event
 */
export async function cancelPayment(
  em: EntityManager,
  order: PayableOrder,
  deps: PaymentDeps,
): Promise<void> {
  const payment = await lockPaymentOfOrder(em, order.orderId);
  if (!payment) {
    const tombstone = Payment.openCancelled(order, deps.now());
    em.persist(tombstone);
    announceCharge(em, tombstone);
    return;
  }
  if (payment.isClosed) {
    await announceOutcome(em, payment);
    return;
  }
  const refund = payment.cancel(deps.now());
  if (refund?.status === 'succeeded') announceRefund(em, payment, refund);
  else if (refund) afterCommit(em, deps.wake.refunds);
  if (payment.status === 'failed') announceCharge(em, payment);
  else if (payment.isOpen) afterCommit(em, deps.wake.payments);
}
