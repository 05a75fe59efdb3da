import { sortMoves } from '@sidecart/platform';
import type { Payment } from '../domain/payment';
import type { PaymentView } from './payment.schema';
import { presentNextAction } from './present-next-action';
import { presentRefund } from './present-refund';

/** What somebody sees of a payment whose history, transactions and refunds are loaded. */
export const presentPayment = (payment: Payment, viewerId: string): PaymentView => ({
  id: payment.id,
  orderId: payment.orderId,
  customerId: payment.customerId,
  methodId: payment.method?.id ?? null,
  status: payment.status,
  currency: payment.currency,
  amountMinor: payment.amountMinor,
  capturedMinor: payment.capturedMinor,
  refundedMinor: payment.refundedMinor,
  failureReason: payment.failureReason,
  nextAction: presentNextAction(payment, viewerId),
  createdAt: payment.createdAt.toISOString(),
  updatedAt: payment.updatedAt.toISOString(),
  history: sortMoves(payment.history).map(({ fromStatus, toStatus, reason, at }) => ({
    from: fromStatus,
    to: toStatus,
    reason,
    at: at.toISOString(),
  })),
  transactions: payment.ledger.map((entry) => ({
    id: entry.id,
    kind: entry.kind,
    amountMinor: entry.amountMinor,
    currency: entry.currency,
    outcome: entry.outcome,
    failureReason: entry.failureReason,
    providerReference: entry.providerReference,
    createdAt: entry.createdAt.toISOString(),
  })),
  refunds: payment.refunds.map(presentRefund),
});
