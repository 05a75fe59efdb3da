import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { WorkerDeps } from '../deps';
import { backOffMs } from '../domain/back-off';
import { takeRefundAnswer } from '../domain/give-back';
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
  /** The provider's id of the refund, once it has told it. */
  readonly providerReference: string | null;
  /** The provider's id of the payment. */
  readonly paymentReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly attempts: number;
  readonly provider: ProviderName;
  /** Of its payment. */
  readonly traceparent: string | null;
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
     returning r.id as "refundId", r.payment_id as "paymentId", r.provider_reference as "providerReference",
       p.provider_reference as "paymentReference", r.amount_minor as "amountMinor", r.currency, r.attempts, p.traceparent,
       m.provider`,
    [limit, LEASE_SECONDS],
  );
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/**
 * Asks the provider for a claimed refund and records its answer with the news of it. Without an answer the refund stays
 * pending and is tried again under the same key; what the provider is at work on is asked about now and then.
 */
export async function makeRefund(deps: WorkerDeps, claim: ClaimedRefund): Promise<void> {
  const result = await askProvider(deps, claim);
  if (result === undefined) {
    await postpone(deps.em.fork(), claim);
    return;
  }
  await deps.em.fork().transactional(async (em) => {
    const payment = await lockPayment(em, claim.paymentId);
    const where = { id: claim.refundId };
    const refund = await em.findOneOrFail(Refund, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    // Another replica took over after the lease had ended, and was first.
    if (refund.status !== 'pending') return;
    takeRefundAnswer(payment, refund, result, claim.provider, deps.now());
    if (result.outcome === 'processing') {
      refund.nextAttemptAt = new Date(deps.now().getTime() + deps.patience.newsMs);
      return;
    }
    announceRefund(em, payment, refund);
    if (result.outcome === 'succeeded') return;
    const { refundId, paymentId } = claim;
    deps.log.error('refund refused by the provider', { refundId, paymentId, reason: result.failureReason });
  });
}

/** Whoever tries again looks first how it stands: a provider may answer a repeat with how it stood the first time. */
async function askProvider(deps: WorkerDeps, claim: ClaimedRefund): Promise<ProviderRefund | undefined> {
  const { refundId: idempotencyKey, providerReference, paymentReference, amountMinor, currency } = claim;
  try {
    const provider = providerNamed(deps.providers, claim.provider);
    const found =
      claim.attempts > 1
        ? await provider.findRefund({ idempotencyKey, reference: providerReference, paymentReference })
        : undefined;
    return (
      found ?? (await provider.refund({ idempotencyKey, reference: paymentReference, amountMinor, currency }))
    );
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
