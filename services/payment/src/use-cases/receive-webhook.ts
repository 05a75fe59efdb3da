import type { EntityManager } from '@mikro-orm/postgresql';
import { afterCommit } from '@sidecart/platform';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import type { PaymentDeps } from '../deps';
import type { ProviderName } from '../domain/payment-method';
import type { ProviderEvent } from '../domain/provider-outcome';
import type { WebhookOutcome } from '../domain/webhook-event';

/**
 * Keeps an event of a provider and has the workers ask how things stand there, once for each event. What the event says
 * is not believed: so it does not matter in which order events come, how late, or how often.
 */
export async function receiveWebhook(
  deps: PaymentDeps,
  provider: ProviderName,
  event: ProviderEvent,
): Promise<void> {
  await deps.em.fork().transactional(async (em) => {
    const [stored] = await em.execute<{ id: string }[]>(
      `insert into webhook_events (id, provider, event_id, kind, reference, outcome, happened_at, received_at)
       values (?, ?, ?, ?, ?, 'unknown-kind', ?, ?) on conflict (provider, event_id) do nothing returning id`,
      [uuidv7(), provider, event.id, event.kind, event.reference, event.at, deps.now()],
    );
    if (!stored || event.kind === 'unknown') return;
    const outcome = await makeDue(em, provider, event);
    await em.execute('update webhook_events set outcome = ? where id = ?', [outcome, stored.id]);
    if (outcome !== 'asked') return;
    afterCommit(em, deps.wake.payments);
    afterCommit(em, deps.wake.refunds);
  });
}

/** Has the workers look at the payment, and at its refunds, now rather than later. */
async function makeDue(
  em: EntityManager,
  provider: ProviderName,
  { reference, idempotencyKey }: ProviderEvent,
): Promise<WebhookOutcome> {
  const [payment] = await em.execute<{ id: string }[]>(
    // A payment is under its order's key at the provider before its reference is known here.
    `select p.id from payments p join payment_methods m on m.id = p.method_id
     where m.provider = ? and (p.provider_reference = ? or p.order_id = ?::uuid) limit 1`,
    [provider, reference, isUuid(idempotencyKey) ? idempotencyKey : null],
  );
  if (!payment) return 'unknown-payment';
  const due = await em.execute<unknown[]>(
    `with payment as (
       update payments set next_attempt_at = now()
       where id = ? and status in ('pending', 'requires-action', 'authorized') returning id)
     , refund as (update refunds set next_attempt_at = now() where payment_id = ? and status = 'pending' returning id)
     select id from payment union all select id from refund`,
    [payment.id, payment.id],
  );
  return due.length > 0 ? 'asked' : 'nothing-open';
}
