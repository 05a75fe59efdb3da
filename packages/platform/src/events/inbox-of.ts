import type { EntityManager } from '@mikro-orm/postgresql';
import type Koa from 'koa';
import { deliverTo, type DeliveryOptions, type DeliveryOutcome } from './deliver';
import type { Subscription } from './subscribe';

/** Everything a service hears, whichever way it comes. */
export interface Inbox {
  readonly subscriptions: readonly Pick<Subscription<never>, 'event'>[];
  /** Applies one delivery of a topic that is subscribed to, at most once per event id. Never throws. */
  deliver(topic: string, envelope: unknown): Promise<DeliveryOutcome>;
  /** A session of its own with the database that the inbox is in. */
  session(): EntityManager;
}

/** The scope's dependencies must hold an EntityManager `em`. */
export function openInbox<D>(subscriptions: readonly Subscription<D>[], options: DeliveryOptions<D>): Inbox {
  const byTopic = new Map(subscriptions.map((one) => [one.event.type, deliverTo(one, options)] as const));
  return {
    subscriptions,
    deliver(topic, envelope) {
      const deliver = byTopic.get(topic);
      if (!deliver) throw new Error(`${topic} is not subscribed to`);
      return deliver(envelope);
    },
    session: () => (options.scope() as { em: EntityManager }).em,
  };
}

/** Keeps the inbox with its application, for what runs beside it. */
export function keepInbox(app: Koa, inbox: Inbox): void {
  app.context['inbox'] = inbox;
}

/** The inbox of an application that `createApp` made. */
export const inboxOf = (app: Koa): Inbox | undefined => app.context['inbox'] as Inbox | undefined;
