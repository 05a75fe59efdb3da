import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventContract, EventData } from '@sidecart/contracts';
import type { Logger } from '../logger';

export interface EventInput<D, C extends EventContract> {
  readonly data: EventData<C>;
  readonly eventId: string;
  /** When the publisher says that it happened; undefined when the envelope does not tell. */
  readonly occurredAt: Date | undefined;
  /** The trace in which it happened, if any. */
  readonly traceId: string | undefined;
  /** The open transaction that also holds the inbox entry. What the handler writes goes through it. */
  readonly em: EntityManager;
  readonly deps: D;
  readonly log: Logger;
}

/**
 * What an event does here. A handler that returns has applied the effect; a DomainError of kind `refused` or `conflict`
 * drops the event to the dead-letter topic; anything else that is thrown has it delivered again.
 */
export type EventHandler<D, C extends EventContract> = (input: EventInput<D, C>) => Promise<void>;

/** A subscription whose type parameters no longer matter. */
export interface Subscription<D> {
  readonly event: EventContract;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the data type was checked by `subscriptionsFor`
  readonly handle: (input: any) => Promise<void>;
  /** Never set: it keeps subscriptions of one service from being mounted with the dependencies of another. */
  readonly dependsOn?: D;
}

/** Gives a service its `subscribe(event, handler)`. `D` is what the service's handlers depend on. */
export function subscriptionsFor<D>() {
  return <C extends EventContract>(event: C, handle: EventHandler<D, C>): Subscription<D> => ({
    event,
    handle,
  });
}
