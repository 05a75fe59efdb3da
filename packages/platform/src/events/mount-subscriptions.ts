import type Router from '@koa/router';
import { Counter } from 'prom-client';
import { DomainError } from '../errors';
import type { AppOptions } from '../http/create-app';
import { readJsonBody } from '../http/read-body';
import { deliverTo, type DeliveryOutcome } from './deliver';
import type { Subscription } from './subscribe';

/** What the sidecar understands. A plain 404 would make it drop the event, so the answer is always 200. */
const VERDICTS: Record<DeliveryOutcome, 'SUCCESS' | 'RETRY' | 'DROP'> = {
  applied: 'SUCCESS',
  duplicate: 'SUCCESS',
  retried: 'RETRY',
  dropped: 'DROP',
};

const EVENT_LIMIT_BYTES = 1_024 * 1_024;

/** Adds `POST /events/<topic>` for each subscription. The scope's dependencies must hold an EntityManager `em`. */
export function mountSubscriptions<D>(
  router: Router,
  subscriptions: readonly Subscription<D>[],
  options: Pick<AppOptions<D>, 'scope' | 'log' | 'metrics'>,
): void {
  if (subscriptions.length === 0) return;
  const deliveries = new Counter({
    name: 'inbox_deliveries_total',
    help: 'Deliveries of events, by what became of them.',
    labelNames: ['topic', 'outcome'],
    registers: [options.metrics.registry],
  });
  for (const subscription of subscriptions) {
    const topic = subscription.event.type;
    const path = `/events/${topic}`;
    const deliver = deliverTo(subscription, options);
    router.post(path, async (ctx) => {
      ctx.state['routeTemplate'] = path;
      const outcome = await deliver(await readEvent(ctx.req));
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
