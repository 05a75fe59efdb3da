import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { Payment, type PayableOrder } from '../domain/payment';
import { PaymentMethod } from '../domain/payment-method';
import { lockPaymentOfOrder } from './lock-payment';
import { announceCharge, announceOutcome } from './payment-events';

export interface OrderToPay extends PayableOrder {
  readonly paymentMethodId: string;
}

/**
 * An order waits for its payment: opens it, once. Who asks again about a payment that has come to something did not hear
 * of it, and is told again.
 *
 * @param em the transaction of the event
 */
export async function openPayment(em: EntityManager, order: OrderToPay, deps: PaymentDeps): Promise<void> {
  const existing = await lockPaymentOfOrder(em, order.orderId);
  if (existing) {
    await announceOutcome(em, existing);
    return;
  }
  const method = await em.findOne(PaymentMethod, {
    id: order.paymentMethodId,
    customerId: order.customerId,
    removedAt: null,
  });
  const payment = Payment.open(order, method, deps.now());
  em.persist(payment);
  if (payment.isOpen) afterCommit(em, deps.wake.payments);
  else announceCharge(em, payment);
}
