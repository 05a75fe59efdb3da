import type { Refund } from '../domain/refund';
import type { RefundView } from './payment.schema';

/** What a client sees of a refund. */
export const presentRefund = (refund: Refund): RefundView => ({
  id: refund.id,
  paymentId: refund.payment.id,
  amountMinor: refund.amountMinor,
  currency: refund.currency,
  status: refund.status,
  reason: refund.reason,
  returnId: refund.returnId,
  failureReason: refund.failureReason,
  createdAt: refund.createdAt.toISOString(),
  settledAt: refund.settledAt?.toISOString() ?? null,
});
