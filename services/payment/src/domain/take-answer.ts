import type { LedgerKind } from './ledger-entry';
import { operationKey } from './operation-key';
import type { Payment } from './payment';
import type { ProviderName } from './payment-method';
import type { ProviderPayment } from './provider-outcome';
import type { Refund } from './refund';

export interface Answered {
  readonly provider: ProviderName;
  readonly now: Date;
  /** When an action that is required from now on is not waited for any more, unless the provider says earlier. */
  readonly actionExpiresAt: Date;
}

/**
 * Takes the provider's word on where a payment stands that is open. An answer that tells nothing new changes nothing.
 *
 * @returns the refund of it all, when it was captured for an order that is cancelled
 */
export function takeAnswer(payment: Payment, answer: ProviderPayment, told: Answered): Refund | undefined {
  const { now } = told;
  payment.providerReference = answer.reference;
  switch (answer.state) {
    case 'processing':
      // Whatever the customer had to do is done.
      payment.actionUrl = null;
      return undefined;
    case 'action-required':
      requireAction(payment, answer, told);
      return undefined;
    case 'authorized':
      if (payment.status === 'authorized') return undefined;
      note(payment, 'authorize', answer, told);
      payment.authorize(now);
      return undefined;
    case 'captured':
      note(payment, 'capture', answer, told);
      return payment.complete(now);
    case 'failed':
      note(payment, payment.status === 'authorized' ? 'capture' : 'authorize', answer, told);
      payment.fail(answer.failureReason ?? 'declined', now);
      return undefined;
    case 'voided':
    case 'abandoned':
      end(payment, answer, told);
      return undefined;
  }
}

function requireAction(payment: Payment, { action }: ProviderPayment, { now, actionExpiresAt }: Answered) {
  if (action === null || payment.status === 'authorized') return;
  const { url, expiresAt } = action;
  payment.requireAction(
    url,
    expiresAt !== null && expiresAt < actionExpiresAt ? expiresAt : actionExpiresAt,
    now,
  );
}

/** Nothing was taken: the authorisation was let go, or there never was one. */
function end(payment: Payment, answer: ProviderPayment, told: Answered): void {
  if (payment.status !== 'authorized') {
    payment.fail(reasonToEnd(payment), told.now);
    return;
  }
  note(payment, 'void', answer, told);
  payment.release(payment.orderCancelledAt === null ? 'authorization-lost' : 'order-cancelled', told.now);
}

function reasonToEnd({ orderCancelledAt, status }: Payment): string {
  if (orderCancelledAt !== null) return 'order-cancelled';
  return status === 'requires-action' ? 'authentication-expired' : 'cancelled-by-provider';
}

function note(
  payment: Payment,
  kind: Exclude<LedgerKind, 'refund'>,
  { state, reference, failureReason }: ProviderPayment,
  { provider, now }: Answered,
): void {
  payment.note({
    kind,
    amountMinor: payment.amountMinor,
    outcome: state === 'failed' ? 'failed' : 'succeeded',
    failureReason,
    provider,
    providerReference: reference,
    idempotencyKey: operationKey(payment.orderId, kind),
    createdAt: now,
  });
}
