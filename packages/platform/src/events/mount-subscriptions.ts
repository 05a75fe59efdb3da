import type Router from '@koa/router';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CloudEvent } from '@sidecart/contracts';
import { DomainError } from '../errors';
import { bodyAjv, describeFaults } from '../http/ajv';
import type { AppOptions } from '../http/create-app';
import { readJsonBody } from '../http/read-body';
import { isFirstDelivery } from './inbox';
import type { Subscription } from './subscribe';

/** What the sidecar understands. A plain 404 would make it drop the event, so the answer is always 200. */
type Verdict = 'SUCCESS' | 'RETRY' | 'DROP';

const EVENT_LIMIT_BYTES = 1_024 * 1_024;

/** Adds `POST /events/<topic>` for each subscription. The scope's dependencies must hold an EntityManager `em`. */
export function mountSubscriptions<D>(
  router: Router,
  subscriptions: readonly Subscription<D>[],
  options: AppOptions<D>,
): void {
  for (const subscription of subscriptions) {
    const path = `/events/${subscription.event.type}`;
    const deliver = deliverTo(subscription, options);
    router.post(path, async (ctx) => {
      ctx.state['routeTemplate'] = path;
      ctx.body = { status: await deliver(await readEvent(ctx.req)) };
    });
  }
}

/** An event that cannot even be read is answered like one that does not fit. */
async function readEvent(request: Parameters<typeof readJsonBody>[0]): Promise<unknown> {
  try {
    return await readJsonBody(request, EVENT_LIMIT_BYTES);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

function deliverTo<D>({ event, handle }: Subscription<D>, { log, scope }: AppOptions<D>) {
  const isEnvelope = bodyAjv.compile<CloudEvent>(CloudEvent);
  const fits = bodyAjv.compile(event.schema);
  return async (envelope: unknown): Promise<Verdict> => {
    if (!isEnvelope(envelope) || !fits(envelope.data)) {
      const faults = describeFaults(isEnvelope.errors ?? fits.errors);
      log.error('event dropped: it does not fit its contract', { topic: event.type, faults });
      return 'DROP';
    }
    const deps = scope();
    try {
      await (deps as { em: EntityManager }).em.transactional(async (em) => {
        if (!(await isFirstDelivery(em, envelope.id, event.type))) return;
        await handle({ data: envelope.data, eventId: envelope.id, em, deps: { ...deps, em }, log });
      });
      return 'SUCCESS';
    } catch (error) {
      const drop = error instanceof DomainError && (error.kind === 'refused' || error.kind === 'conflict');
      log.warn('event not applied', {
        topic: event.type,
        eventId: envelope.id,
        verdict: drop ? 'DROP' : 'RETRY',
        error,
      });
      return drop ? 'DROP' : 'RETRY';
    }
  };
}
