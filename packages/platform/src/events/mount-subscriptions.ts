import type Router from '@koa/router';
import { Counter } from 'prom-client';
import { DomainError } from '../errors';
import { readJsonBody } from '../http/read-body';
import type { Metrics } from '../metrics';
import type { DeliveryOutcome } from './deliver';
import type { Inbox } from './inbox-of';

/** What the sidecar understands. A plain 404 would make it drop the event, so the answer is always 200. */
const VERDICTS: Record<DeliveryOutcome, 'SUCCESS' | 'RETRY' | 'DROP'> = {
  applied: 'SUCCESS',
  duplicate: 'SUCCESS',
  retried: 'RETRY',
  dropped: 'DROP',
};

const EVENT_LIMIT_BYTES = 1_024 * 1_024;

/** Adds `POST /events/<topic>` for each subscription. */
export function mountSubscriptions(
  router: Router,
  inbox: Inbox,
  { registry }: Pick<Metrics, 'registry'>,
): void {
  if (inbox.subscriptions.length === 0) return;
  const deliveries = new Counter({
    name: 'inbox_deliveries_total',
    help: 'Deliveries of events, by what became of them.',
    labelNames: ['topic', 'outcome'],
    registers: [registry],
  });
  for (const { event } of inbox.subscriptions) {
    const topic = event.type;
    const path = `/events/${topic}`;
    router.post(path, async (ctx) => {
      ctx.state['routeTemplate'] = path;
      const outcome = await inbox.deliver(topic, await readEvent(ctx.req));
      deliveries.inc({ topic, outcome });
      ctx.body = { status: VERDICTS[outcome] };
    });
  }
}

/** An event that is not JSON is answered like one that does not fit; one that was cut off on its way is not. */
async function readEvent(request: Parameters<typeof readJsonBody>[0]): Promise<unknown> {
  try {
    return await readJsonBody(request, EVENT_LIMIT_BYTES);
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'incomplete-body') return undefined;
    throw error;
  }
}
