import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { currentTraceId } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { Order } from '../domain/order';
import type { Actor } from '../domain/order-history';
import { TimelineEntry } from '../domain/timeline-entry';

type Happening = Pick<TimelineEntry, 'kind' | 'at'> &
  Partial<Omit<TimelineEntry, 'order' | 'actorKind' | 'actorId'>> & { readonly actor?: Actor };

const NOTHING_SAID = {
  topic: null,
  eventId: null,
  lateMs: null,
  publishedAt: null,
  returnId: null,
  refundId: null,
  fromStatus: null,
  toStatus: null,
  amountMinor: null,
  detail: null,
};

/** Adds to the unit of work what happened to an order, in the trace in which it happens. */
export function noteOnTimeline(em: EntityManager, orderId: string, { actor, ...happening }: Happening): void {
  em.persist(
    Object.assign(new TimelineEntry(), {
      ...NOTHING_SAID,
      id: uuidv7(),
      order: ref(em.getReference(Order, orderId)),
      actorKind: actor?.kind ?? null,
      actorId: actor === undefined || actor.kind === 'system' ? null : actor.id,
      traceId: currentTraceId() ?? null,
      ...happening,
    }),
  );
}
