import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import type { SandboxDeps } from '../deps';
import { AS_USUAL, CARDS, type WebhookTreatment } from '../domain/card';
import { newId } from '../domain/open-payment';
import type { Payment } from '../domain/payment';
import type { Refund } from '../domain/refund';
import { presentPayment, presentRefund } from '../present';

/** One copy of an event as it is queued. */
export interface QueuedWebhook {
  readonly id: string;
  readonly event_id: string;
  readonly payment_id: string;
  readonly type: string;
  readonly body: string;
  readonly next_attempt_at: string;
}

const SHUFFLE_WITHIN_MS = 1_500;

/**
 * The copies of the news of a payment or refund, by what its card and the switched-on faults make of them; none when
 * nobody is to be told.
 */
export function announce(
  { settings, faults, now }: Pick<SandboxDeps, 'settings' | 'faults' | 'now'>,
  payment: Payment,
  refund?: Refund,
): QueuedWebhook[] {
  if (settings.webhookUrl === undefined) return [];
  const event = {
    id: newId('evt'),
    type: refund ? `refund.${refund.status}` : `payment.${payment.status}`,
    createdAt: now().toISOString(),
    payment: presentPayment(payment, settings.publicUrl),
    ...(refund ? { refund: presentRefund(refund) } : {}),
  };
  const treatment = combine(CARDS.get(payment.methodToken ?? '')?.webhooks ?? AS_USUAL, faults.now.webhooks);
  const setOutAt = now().getTime() + settings.webhookDelayMs;
  return Array.from({ length: treatment.copies }, (_, copy) => ({
    id: uuidv7(),
    event_id: event.id,
    payment_id: payment.id,
    type: event.type,
    body: JSON.stringify(event),
    next_attempt_at: new Date(setOutAt + delayOf(treatment, `${event.id} ${copy}`)).toISOString(),
  }));
}

const combine = (card: WebhookTreatment, fault: WebhookTreatment): WebhookTreatment => ({
  copies: card.copies * fault.copies,
  delayMs: card.delayMs + fault.delayMs,
  isShuffled: card.isShuffled || fault.isShuffled,
});

/** Where a shuffled copy goes follows from its name. */
function delayOf({ delayMs, isShuffled }: WebhookTreatment, name: string): number {
  if (!isShuffled) return delayMs;
  return delayMs + (createHash('sha256').update(name).digest().readUInt32BE() % SHUFFLE_WITHIN_MS);
}

/** The rows of a JSON parameter, as the insert of webhooks wants them. */
export const WEBHOOK_ROWS = `jsonb_to_recordset(?::jsonb)
  as w(id uuid, event_id text, payment_id text, type text, body text, next_attempt_at timestamptz)`;

export const WEBHOOK_COLUMNS =
  'id, event_id, payment_id, type, body, attempts, next_attempt_at, delivered_at, last_answer, created_at';

/** Queues webhooks in the transaction of their cause. */
export async function queueWebhooks(em: EntityManager, webhooks: readonly QueuedWebhook[]): Promise<void> {
  if (webhooks.length === 0) return;
  await em.execute(
    `insert into webhooks (${WEBHOOK_COLUMNS})
     select w.id, w.event_id, w.payment_id, w.type, w.body, 0, w.next_attempt_at, null, null, now()
     from ${WEBHOOK_ROWS}`,
    [JSON.stringify(webhooks)],
  );
}
