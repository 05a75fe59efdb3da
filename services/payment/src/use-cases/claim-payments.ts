import type { EntityManager } from '@mikro-orm/postgresql';
import { backOffMs } from '../domain/back-off';
import type { Standing } from '../domain/next-step';
import type { ProviderName } from '../domain/payment-method';
import { LEASE_SECONDS } from './lease';

/** A payment that one replica takes care of until the lease ends. */
export interface ClaimedPayment extends Standing {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  readonly provider: ProviderName;
  readonly token: string;
  /** Since when the key of its authorization may have been used. */
  readonly openedAt: Date;
  readonly traceparent: string | null;
}

/** As the driver gives it: 64-bit integers and timestamps as text. */
type Row = Omit<ClaimedPayment, 'amountMinor' | 'openedAt' | 'orderCancelledAt' | 'actionExpiresAt'> & {
  amountMinor: string;
  openedAt: string;
  orderCancelledAt: string | null;
  actionExpiresAt: string | null;
};

/** Takes up to `limit` payments about which the provider is to be asked now. From here on they count as begun. */
export async function claimPayments(em: EntityManager, limit: number): Promise<ClaimedPayment[]> {
  const rows = await em.execute<Row[]>(
    `with due as materialized (
       select id from payments
       where next_attempt_at <= now() and status in ('pending', 'requires-action', 'authorized')
       order by next_attempt_at limit ? for update skip locked)
     update payments p set attempts = p.attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
     from due, payment_methods m where p.id = due.id and m.id = p.method_id
     returning p.id as "paymentId", p.order_id as "orderId", p.amount_minor as "amountMinor", p.currency, p.attempts,
       p.status, p.order_cancelled_at as "orderCancelledAt", p.provider_reference as "providerReference",
       p.action_expires_at as "actionExpiresAt", p.created_at as "openedAt", p.traceparent, m.provider, m.provider_token as token`,
    [limit, LEASE_SECONDS],
  );
  return rows.map((row) => ({
    ...row,
    amountMinor: Number(row.amountMinor),
    openedAt: new Date(row.openedAt),
    orderCancelledAt: row.orderCancelledAt === null ? null : new Date(row.orderCancelledAt),
    actionExpiresAt: row.actionExpiresAt === null ? null : new Date(row.actionExpiresAt),
  }));
}

/** Ends the lease of a payment that the provider said nothing about, unless another replica has taken over. */
export async function postponePayment(
  em: EntityManager,
  { paymentId, attempts }: ClaimedPayment,
): Promise<void> {
  await em.execute(
    `update payments set next_attempt_at = now() + make_interval(secs => ?)
     where id = ? and status in ('pending', 'requires-action', 'authorized') and attempts = ?`,
    [backOffMs(attempts) / 1_000, paymentId, attempts],
  );
}
