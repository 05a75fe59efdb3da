import type { EntityManager } from '@mikro-orm/postgresql';
import { CloudEvent } from '@sidecart/contracts';
import { DomainError } from '../errors';
import { bodyAjv, describeFaults } from '../http/ajv';
import type { Logger } from '../logger';
import { currentTraceId, inTrace } from '../trace-context';
import { isFirstDelivery } from './inbox';
import type { Subscription } from './subscribe';

/** What became of a delivery. */
export type DeliveryOutcome = 'applied' | 'duplicate' | 'retried' | 'dropped';

export interface DeliveryOptions<D> {
  /** Makes the dependencies of one event; they must hold an EntityManager `em`. */
  readonly scope: () => D;
  readonly log: Logger;
}

/**
 * Makes the function that applies deliveries of one subscription: checked against the contract, once per event id, in
 * one transaction with the inbox entry. It never throws.
 */
export function deliverTo<D>(
  { event, handle }: Subscription<D>,
  { scope, log }: DeliveryOptions<D>,
): (envelope: unknown) => Promise<DeliveryOutcome> {
  const isEnvelope = bodyAjv.compile<CloudEvent>(CloudEvent);
  const fits = bodyAjv.compile(event.schema);

  async function apply({ id, data, time, traceparent }: CloudEvent): Promise<DeliveryOutcome> {
    const deps = scope();
    return (deps as { em: EntityManager }).em.transactional(async (em) => {
      if (!(await isFirstDelivery(em, id, event.type))) return 'duplicate';
      // Whatever the handler takes from its dependencies is in the transaction as well.
      const traceId = inTrace(traceparent, currentTraceId);
      await handle({ data, eventId: id, occurredAt: toDate(time), traceId, em, deps: { ...deps, em }, log });
      return 'applied';
    });
  }

  return async (envelope) => {
    const topic = event.type;
    if (!isEnvelope(envelope) || !fits(envelope.data)) {
      const faults = describeFaults(isEnvelope.errors ?? fits.errors);
      log.error('event dropped: it does not fit its contract', { topic, faults });
      return 'dropped';
    }
    try {
      // A sidecar that traces hands on a span in the event's trace, and one that does not hands on nothing.
      return await inTrace(currentTraceId() ? undefined : envelope.traceparent, () => apply(envelope));
    } catch (error) {
      const outcome = isFinal(error) ? 'dropped' : 'retried';
      log.warn('event not applied', { topic, eventId: envelope.id, outcome, error });
      return outcome;
    }
  };
}

/** Another attempt would be refused as well. */
const isFinal = (error: unknown) =>
  error instanceof DomainError && (error.kind === 'refused' || error.kind === 'conflict');

/** A time that is none is as good as none: it must not cost the event. */
function toDate(time: string | undefined): Date | undefined {
  const date = new Date(time ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}
