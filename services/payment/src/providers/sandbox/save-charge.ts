import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProviderCharge } from '../../domain/provider-outcome';
import type { ChargeRequest } from '../../use-cases/ports';

/** Keeps the outcome of a charge under its key, or finds the one that was kept before: the first one stands. */
export async function saveCharge(
  em: EntityManager,
  { idempotencyKey, token, amountMinor, currency }: ChargeRequest,
  outcome: ProviderCharge['outcome'],
  failureReason: string | null,
): Promise<ProviderCharge> {
  const [row] = await em.execute<ProviderCharge[]>(
    `insert into sandbox_charges
       (reference, idempotency_key, token, outcome, failure_reason, amount_minor, currency, refunded_minor, created_at)
     values (?, ?, ?, ?, ?, ?, ?, 0, now())
     on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
     returning outcome, reference, failure_reason as "failureReason"`,
    [`ch_${randomUUID()}`, idempotencyKey, token, outcome, failureReason, amountMinor, currency],
  );
  if (!row) throw new Error('The insert of a charge returned nothing');
  return row;
}
