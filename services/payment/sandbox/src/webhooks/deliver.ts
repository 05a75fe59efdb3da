import type { EntityManager } from '@mikro-orm/postgresql';
import { startPooledWorker, type Logger, type Worker } from '@sidecart/platform';
import { request } from 'undici';
import { sign } from './signature';

const POLL_INTERVAL_MS = 250;
const CONCURRENCY = 8;
const LEASE_SECONDS = 30;
const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** About an hour and a half of trying. */
const MAX_ATTEMPTS = 25;

interface DueWebhook {
  readonly id: string;
  readonly body: string;
  readonly attempts: number;
}

export interface DeliveryOptions {
  readonly em: EntityManager;
  readonly url: string;
  readonly secret: string;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Sends queued webhooks until they are answered with 2xx, with growing pauses. In no order, and maybe twice. */
export function startDelivery(options: DeliveryOptions): Worker {
  const { em, log } = options;
  return startPooledWorker({
    name: 'webhooks',
    intervalMs: POLL_INTERVAL_MS,
    concurrency: CONCURRENCY,
    log,
    claim: (limit) => claim(em.fork(), limit),
    handle: (webhook) => deliver(options, webhook),
  });
}

async function claim(em: EntityManager, limit: number): Promise<DueWebhook[]> {
  return em.execute<DueWebhook[]>(
    `with due as materialized (
       select id from webhooks where next_attempt_at <= now()
       order by next_attempt_at limit ? for update skip locked)
     update webhooks w set attempts = w.attempts + 1, next_attempt_at = now() + make_interval(secs => ?)
     from due where w.id = due.id returning w.id, w.body, w.attempts`,
    [limit, LEASE_SECONDS],
  );
}

async function deliver(options: DeliveryOptions, { id, body, attempts }: DueWebhook): Promise<void> {
  const answer = await send(options, body);
  const arrived = /^2\d\d$/.test(answer);
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  const again = !arrived && attempts < MAX_ATTEMPTS;
  await options.em.fork().execute(
    `update webhooks set last_answer = ?, delivered_at = case when ?::boolean then now() end,
       next_attempt_at = case when ?::boolean then now() + make_interval(secs => ?) end
     where id = ? and delivered_at is null`,
    [answer, arrived, again, pauseMs / 1_000, id],
  );
  if (!arrived) options.log.debug('webhook not taken', { answer, attempts });
}

/** The status of the answer, or why there was none. */
async function send({ url, secret, now }: DeliveryOptions, body: string): Promise<string> {
  try {
    const answer = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': sign(secret, body, now()) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body.dump();
    return String(answer.statusCode);
  } catch (error) {
    return (error as { code?: string }).code ?? (error as Error).name;
  }
}
