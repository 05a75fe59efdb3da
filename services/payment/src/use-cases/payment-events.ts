import type { EntityManager } from '@mikro-orm/postgresql';
import { paymentCompletedV1, paymentFailedV1, paymentRefundedV1 } from '@sidecart/contracts';
import { enqueueEvent } from '@sidecart/platform';
import type { Payment } from '../domain/payment';
import { Refund } from '../domain/refund';

const identity = (payment: Payment) => ({
  paymentId: payment.id,
  orderId: payment.orderId,
  customerId: payment.customerId,
});

const at = (moment: Date | null, payment: Payment) => (moment ?? payment.updatedAt).toISOString();

/** Tells what came of a charge: the payment is completed or has failed. */
export function announceCharge(em: EntityManager, payment: Payment): void {
  const settledAt = at(payment.settledAt, payment);
  if (payment.status === 'failed') {
    enqueueEvent(em, paymentFailedV1, payment.id, {
      ...identity(payment),
      reason: payment.failureReason ?? 'unknown',
      failedAt: settledAt,
    });
    return;
  }
  enqueueEvent(em, paymentCompletedV1, payment.id, {
    ...identity(payment),
    amount: { amountMinor: payment.capturedMinor, currency: payment.currency },
    completedAt: settledAt,
  });
}

/** Tells that a refund succeeded. */
export function announceRefund(em: EntityManager, payment: Payment, refund: Refund): void {
  enqueueEvent(em, paymentRefundedV1, payment.id, {
    ...identity(payment),
    refundId: refund.id,
    amount: { amountMinor: refund.amountMinor, currency: refund.currency },
    refundedTotal: { amountMinor: payment.refundedMinor, currency: payment.currency },
    refundedAt: at(refund.settledAt, payment),
  });
}

/** Tells again what came of a settled payment, for somebody who seems not to have heard it. */
export async function announceOutcome(em: EntityManager, payment: Payment): Promise<void> {
  announceCharge(em, payment);
  const [latest] = await em.find(
    Refund,
    { payment: payment.id, status: 'succeeded' },
    { orderBy: { settledAt: 'desc', id: 'desc' }, limit: 1 },
  );
  if (latest) announceRefund(em, payment, latest);
}
