import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProviderRefund } from '../../domain/provider-outcome';
import type { RefundRequest } from '../../use-cases/ports';
import { findCard } from './tokens';

/**
 * Gives money back and keeps the outcome under its key, or finds the one that was kept before. More than was charged is
 * refused.
 *
 * @param em an open transaction
 */
export async function saveRefund(em: EntityManager, request: RefundRequest): Promise<ProviderRefund> {
  const { idempotencyKey, reference: chargeReference, amountMinor } = request;
  // Locks the charge, so that the refunds of one charge are made one after the other.
  const [charge] = await em.execute<{ token: string; isLeft: boolean }[]>(
    `select token, outcome = 'succeeded' and refunded_minor + ? <= amount_minor as "isLeft"
     from sandbox_charges where reference = ? for update`,
    [amountMinor, chargeReference],
  );
  const earlier = await findRefund(em, idempotencyKey);
  if (earlier) return earlier;
  const failureReason = charge?.isLeft
    ? (findCard(charge.token)?.refuseRefund ?? null)
    : 'charge-not-refundable';
  if (failureReason === null) {
    await em.execute('update sandbox_charges set refunded_minor = refunded_minor + ? where reference = ?', [
      amountMinor,
      chargeReference,
    ]);
  }
  const refund = {
    outcome: failureReason === null ? ('succeeded' as const) : ('failed' as const),
    reference: `re_${randomUUID()}`,
    failureReason,
  };
  await em.execute(
    `insert into sandbox_refunds
       (reference, idempotency_key, charge_reference, outcome, failure_reason, amount_minor, created_at)
     values (?, ?, ?, ?, ?, ?, now())`,
    [refund.reference, idempotencyKey, chargeReference, refund.outcome, failureReason, amountMinor],
  );
  return refund;
}

/** The refund under a key. */
export async function findRefund(
  em: EntityManager,
  idempotencyKey: string,
): Promise<ProviderRefund | undefined> {
  const [row] = await em.execute<ProviderRefund[]>(
    `select outcome, reference, failure_reason as "failureReason" from sandbox_refunds where idempotency_key = ?`,
    [idempotencyKey],
  );
  return row;
}
