import type { EntityManager } from '@mikro-orm/postgresql';
import { Payment } from '../domain/payment';
import { WEBHOOK_COLUMNS, WEBHOOK_ROWS, type QueuedWebhook } from '../webhooks/announce';

/**
 * Keeps a new payment with its webhooks, in one statement, unless there is one under its key: then that one stands.
 *
 * @returns the payment that stands, and whether it is the new one
 */
export async function saveNewPayment(
  em: EntityManager,
  payment: Payment,
  webhooks: readonly QueuedWebhook[],
): Promise<{ payment: Payment; isNew: boolean }> {
  const saved = await em.execute<unknown[]>(
    `with saved as (
       insert into payments (id, idempotency_key, fingerprint, status, method_token, amount_minor, currency,
         captures_at_once, captured_minor, refunded_minor, decline_code, action_id, return_url, settle_at, metadata,
         created_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (idempotency_key) do nothing returning id),
     told as (
       insert into webhooks (${WEBHOOK_COLUMNS})
       select w.id, w.event_id, w.payment_id, w.type, w.body, 0, w.next_attempt_at, null, null, now()
       from saved, ${WEBHOOK_ROWS})
     select id from saved`,
    [...valuesOf(payment), JSON.stringify(webhooks)],
  );
  if (saved.length > 0) return { payment, isNew: true };
  const { idempotencyKey } = payment;
  return { payment: await em.findOneOrFail(Payment, { idempotencyKey }), isNew: false };
}

const valuesOf = (payment: Payment) => [
  payment.id,
  payment.idempotencyKey,
  payment.fingerprint,
  payment.status,
  payment.methodToken,
  payment.amountMinor,
  payment.currency,
  payment.capturesAtOnce,
  payment.capturedMinor,
  payment.refundedMinor,
  payment.declineCode,
  payment.actionId,
  payment.returnUrl,
  payment.settleAt,
  JSON.stringify(payment.metadata),
  payment.createdAt,
  payment.updatedAt,
];
