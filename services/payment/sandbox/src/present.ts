import type { Payment } from './domain/payment';
import type { Refund } from './domain/refund';
import type { PaymentView, RefundView } from './http/payment.schema';

/** What the merchant sees of a payment. */
export const presentPayment = (payment: Payment, publicUrl: string): PaymentView => ({
  id: payment.id,
  idempotencyKey: payment.idempotencyKey,
  status: payment.status,
  methodToken: payment.methodToken,
  amountMinor: payment.amountMinor,
  currency: payment.currency,
  capturedMinor: payment.capturedMinor,
  refundedMinor: payment.refundedMinor,
  declineCode: payment.declineCode,
  nextAction:
    payment.status === 'requires-action' && payment.actionId !== null
      ? { type: 'redirect', url: `${publicUrl}/actions/${payment.actionId}` }
      : null,
  metadata: payment.metadata,
  createdAt: payment.createdAt.toISOString(),
  updatedAt: payment.updatedAt.toISOString(),
});

/** What the merchant sees of a refund. */
export const presentRefund = (refund: Refund): RefundView => ({
  id: refund.id,
  idempotencyKey: refund.idempotencyKey,
  paymentId: refund.paymentId,
  status: refund.status,
  amountMinor: refund.amountMinor,
  currency: refund.currency,
  failureCode: refund.failureCode,
  createdAt: refund.createdAt.toISOString(),
});
