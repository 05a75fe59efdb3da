import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProviderPayment, ProviderPaymentState } from '../../domain/provider-outcome';
import type { AuthorizeRequest, PaymentLookup } from '../../use-cases/ports';

type Outcome = 'succeeded' | 'failed' | 'abandoned';

interface Row {
  readonly outcome: Outcome;
  readonly reference: string;
  readonly failureReason: string | null;
}

const states: Readonly<Record<Outcome, ProviderPaymentState>> = {
  succeeded: 'captured',
  failed: 'failed',
  abandoned: 'abandoned',
};

/** Keeps the outcome of a charge under its key, or finds the one that was kept before: the first one stands. */
export async function saveCharge(
  em: EntityManager,
  { idempotencyKey, token, amountMinor, currency }: AuthorizeRequest,
  outcome: Outcome,
  failureReason: string | null,
): Promise<ProviderPayment> {
  const [row] = await em.execute<Row[]>(
    `insert into sandbox_charges
       (reference, idempotency_key, token, outcome, failure_reason, amount_minor, currency, refunded_minor, created_at)
     values (?, ?, ?, ?, ?, ?, ?, 0, now())
     on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
     returning outcome, reference, failure_reason as "failureReason"`,
    [`ch_${randomUUID()}`, idempotencyKey, token, outcome, failureReason, amountMinor, currency],
  );
  if (!row) throw new Error('The insert of a charge returned nothing');
  return toPayment(row);
}

/** The charge under a key, or with a reference. */
export async function findCharge(
  em: EntityManager,
  { idempotencyKey, reference }: PaymentLookup,
): Promise<ProviderPayment | undefined> {
  const [row] = await em.execute<Row[]>(
    `select outcome, reference, failure_reason as "failureReason" from sandbox_charges
     where idempotency_key = ? or reference = ?`,
    [idempotencyKey, reference],
  );
  return row && toPayment(row);
}

const toPayment = ({ outcome, reference, failureReason }: Row): ProviderPayment => ({
  state: states[outcome],
  reference,
  failureReason,
  action: null,
});
