import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { WorkerDeps } from '../deps';
import { backOffMs } from '../domain/back-off';
import type { ProviderName } from '../domain/payment-method';
import type { ProviderRefund } from '../domain/provider-outcome';
import { Refund } from '../domain/refund';
import { LEASE_SECONDS } from './lease';
import { lockPayment } from './lock-payment';
import { announceRefund } from './payment-events';
import { providerNamed } from './provider-named';

/** A refund that one replica takes care of until the lease ends. */
export interface ClaimedRefund {
  readonly refundId: string;
  readonly paymentId: string;
  /** The provider's id of the payment. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly attempts: number;
  readonly provider: ProviderName;
}

/** Takes up to `limit` refunds that are due. */
export async function claimRefunds(em: EntityManager, limit: number): Promise<ClaimedRefund[]> {
  const rows = await em.execute<(Omit<ClaimedRefund, 'amountMinor'> & { amountMinor: string })[]>(
    `with due as materialized (
       select id from refunds where status = 'pending' and next_attempt_at <= now()
       order by next_attempt_at limit ? for update skip locked)
     update refunds r set attempts = r.attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
     from due, payments p, payment_methods m
     where r.id = due.id and p.id = r.payment_id and m.id = p.method_id
     returning r.id as "refundId", r.payment_id as "paymentId", p.provider_reference as reference, r.currency,
       r.amount_minor as "amountMinor", r.attempts, m.provider`,
    [limit, LEASE_SECONDS],
  );
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/**
 * Asks the provider for a claimed refund and records its answer with the news of it. Without an answer the refund stays
 * pending and is tried again under the same key.
 */
export async function makeRefund(deps: WorkerDeps, claim: ClaimedRefund): Promise<void> {
  const result = await askProvider(deps, claim);
  if (result === undefined) {
    await postpone(deps.em.fork(), claim);
    return;
  }
  await deps.em.fork().transactional(async (em) => {
    const payment = await lockPayment(em, claim.paymentId);
    const refund = await em.findOneOrFail(
      Refund,
      { id: claim.refundId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    // Another replica took over after the lease had ended, and was first.
    if (refund.status !== 'pending') return;
    payment.settleRefund(refund, result, claim.provider, deps.now());
    if (result.outcome === 'succeeded') announceRefund(em, payment, refund);
    else {
      const { refundId, paymentId } = claim;
      deps.log.error('refund refused by the provider', { refundId, paymentId, reason: result.failureReason });
    }
  });
}

async function askProvider(deps: WorkerDeps, claim: ClaimedRefund): Promise<ProviderRefund | undefined> {
  const { refundId: idempotencyKey, reference, amountMinor, currency } = claim;
  try {
    const provider = providerNamed(deps.providers, claim.provider);
    const refund = await provider.refund({ idempotencyKey, reference, amountMinor, currency });
    return refund.outcome === 'processing' ? undefined : refund;
  } catch (error) {
    deps.log.warn('refund without an answer', { refundId: claim.refundId, attempts: claim.attempts, error });
    return undefined;
  }
}

/** Ends the lease early, unless another replica has taken over. */
async function postpone(em: EntityManager, { refundId, attempts }: ClaimedRefund): Promise<void> {
  await em.execute(
    `update refunds set next_attempt_at = now() + make_interval(secs => ?)
     where id = ? and status = 'pending' and attempts = ?`,
    [backOffMs(attempts) / 1_000, refundId, attempts],
  );
}
