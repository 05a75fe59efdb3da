import type { EntityManager } from '@mikro-orm/postgresql';
import {
  paymentActionRequiredV1,
  paymentCompletedV1,
  paymentFailedV1,
  paymentRefundedV1,
  paymentRefundFailedV1,
} from '@sidecart/contracts';
import { enqueueEvent } from '@sidecart/platform';
import type { Payment } from '../domain/payment';
import { Refund } from '../domain/refund';

const identity = (payment: Payment) => ({
  paymentId: payment.id,
  orderId: payment.orderId,
  customerId: payment.customerId,
});

const at = (moment: Date | null, payment: Payment) => (moment ?? payment.updatedAt).toISOString();

/** Tells what came of a charge: the payment is completed, or has failed, which to others is the same as voided. */
export function announceCharge(em: EntityManager, payment: Payment): void {
  const settledAt = at(payment.settledAt, payment);
  if (payment.status === 'failed' || payment.status === 'voided') {
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

/** Tells that the customer has to confirm the payment, and until when; not where, which is the customer's alone. */
export function announceAction(em: EntityManager, payment: Payment): void {
  enqueueEvent(em, paymentActionRequiredV1, payment.id, {
    ...identity(payment),
    expiresAt: at(payment.actionExpiresAt, payment),
    requiredAt: at(payment.actionRequiredAt, payment),
  });
}

/** Tells what came of a refund: it succeeded, or was refused for good. */
export function announceRefund(em: EntityManager, payment: Payment, refund: Refund): void {
  const amount = { amountMinor: refund.amountMinor, currency: refund.currency };
  const common = {
    ...identity(payment),
    refundId: refund.id,
    ...(refund.returnId === null ? {} : { returnId: refund.returnId }),
    amount,
  };
  if (refund.status === 'failed') {
    const reason = refund.failureReason ?? 'unknown';
    const failedAt = at(refund.settledAt, payment);
    enqueueEvent(em, paymentRefundFailedV1, payment.id, { ...common, reason, failedAt });
    return;
  }
  enqueueEvent(em, paymentRefundedV1, payment.id, {
    ...common,
    refundedTotal: { amountMinor: payment.refundedMinor, currency: payment.currency },
    refundedAt: at(refund.settledAt, payment),
  });
}

/** Tells again what a payment has come to so far, for somebody who seems not to have heard it. */
export async function announceOutcome(em: EntityManager, payment: Payment): Promise<void> {
  if (payment.status === 'requires-action') announceAction(em, payment);
  if (payment.isOpen) return;
  announceCharge(em, payment);
  const [latest] = await em.find(
    Refund,
    { payment: payment.id, status: 'succeeded' },
    { orderBy: { settledAt: 'desc', id: 'desc' }, limit: 1 },
  );
  if (latest) announceRefund(em, payment, latest);
}
