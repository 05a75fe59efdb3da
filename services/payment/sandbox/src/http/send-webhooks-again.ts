import { StrictObject } from '@sidecart/contracts';
import { accepted } from '@sidecart/platform';
import { Type } from '@sinclair/typebox';
import { v7 as uuidv7 } from 'uuid';
import { queueWebhooks, type QueuedWebhook } from '../webhooks/announce';
import { PaymentPath } from './payment.schema';
import { MERCHANT, route } from './route';

export const sendWebhooksAgainRoute = route({
  method: 'post',
  path: '/admin/payments/{paymentId}/webhooks',
  operationId: 'sendWebhooksAgain',
  summary: 'Send each event of a payment once more, newest first.',
  tag: 'Faults',
  access: MERCHANT,
  params: PaymentPath,
  body: StrictObject({}),
  responses: { 202: Type.Object({ queued: Type.Integer({ description: 'How many.' }) }) },
  async handler({ params: { paymentId }, deps }) {
    const events = await deps.em.execute<Omit<QueuedWebhook, 'id' | 'next_attempt_at'>[]>(
      `select event_id, payment_id, type, body from webhooks where payment_id = ?
       group by event_id, payment_id, type, body order by min(created_at) desc`,
      [paymentId],
    );
    const now = deps.now().toISOString();
    await queueWebhooks(
      deps.em,
      events.map((event) => ({ ...event, id: uuidv7(), next_attempt_at: now })),
    );
    deps.wake.webhooks();
    return accepted({ queued: events.length });
  },
});
