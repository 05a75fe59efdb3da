import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit } from '@sidecart/platform';
import type { WorkerDeps } from '../deps';
import { backOffMs } from '../domain/back-off';
import type { ProviderName } from '../domain/payment-method';
import type { ProviderPayment } from '../domain/provider-outcome';
import { LEASE_SECONDS } from './lease';
import { lockPayment } from './lock-payment';
import { announceCharge } from './payment-events';
import { providerNamed } from './provider-named';

/** A payment whose charge one replica takes care of until the lease ends. */
export interface ClaimedCharge {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly isOrderCancelled: boolean;
  readonly attempts: number;
  readonly provider: ProviderName;
  readonly token: string;
}

const FINAL_STATES: readonly ProviderPayment['state'][] = ['captured', 'failed', 'abandoned'];

/** Takes up to `limit` payments whose charge is due. From here on they count as begun. */
export async function claimCharges(em: EntityManager, limit: number): Promise<ClaimedCharge[]> {
  const rows = await em.execute<(Omit<ClaimedCharge, 'amountMinor'> & { amountMinor: string })[]>(
    `with due as materialized (
       select id from payments where status = 'pending' and next_attempt_at <= now()
       order by next_attempt_at limit ? for update skip locked)
     update payments p set attempts = p.attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
     from due, payment_methods m where p.id = due.id and m.id = p.method_id
     returning p.id as "paymentId", p.order_id as "orderId", p.amount_minor as "amountMinor", p.currency, p.attempts,
       p.order_cancelled_at is not null as "isOrderCancelled", m.provider, m.provider_token as token`,
    [limit, LEASE_SECONDS],
  );
  return rows.map((row) => ({ ...row, amountMinor: Number(row.amountMinor) }));
}

/**
 * Asks the provider for a claimed charge and records its answer with the news of it. Without an answer the payment stays
 * pending and is tried again. A crash before the answer is recorded repeats the request under the same key.
 */
export async function chargePayment(deps: WorkerDeps, claim: ClaimedCharge): Promise<void> {
  const charge = await askProvider(deps, claim);
  if (charge === undefined) {
    await postpone(deps.em.fork(), claim);
    return;
  }
  await deps.em.fork().transactional(async (em) => {
    const payment = await lockPayment(em, claim.paymentId);
    // Another replica took over after the lease had ended, and was first. It got the same answer.
    if (payment.status !== 'pending') return;
    const refund = payment.settleCharge(charge, claim.provider, deps.now());
    announceCharge(em, payment);
    if (refund) afterCommit(em, deps.wake.refunds);
  });
}

async function askProvider(deps: WorkerDeps, claim: ClaimedCharge): Promise<ProviderPayment | undefined> {
  const { orderId: idempotencyKey, token, amountMinor, currency } = claim;
  const request = { idempotencyKey, token, amountMinor, currency };
  try {
    const provider = providerNamed(deps.providers, claim.provider);
    const payment = await (claim.isOrderCancelled ? provider.abandon(request) : provider.authorize(request));
    return FINAL_STATES.includes(payment.state) ? payment : undefined;
  } catch (error) {
    deps.log.warn('charge without an answer', {
      paymentId: claim.paymentId,
      attempts: claim.attempts,
      error,
    });
    return undefined;
  }
}

/** Ends the lease early, unless another replica has taken over. */
async function postpone(em: EntityManager, { paymentId, attempts }: ClaimedCharge): Promise<void> {
  await em.execute(
    `update payments set next_attempt_at = now() + make_interval(secs => ?)
     where id = ? and status = 'pending' and attempts = ?`,
    [backOffMs(attempts) / 1_000, paymentId, attempts],
  );
}
