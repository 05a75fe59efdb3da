import type { EventContract, EventData } from '@sidecart/contracts';
import { subscriptionsFor, type EventHandler, type Subscription } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { noteOnTimeline } from '../use-cases/note-on-timeline';

const subscribe = subscriptionsFor<OrderDeps>();

/** Subscribes to an event about an order, and keeps on the order's timeline that it was received and how late. */
export const hear = <C extends EventContract>(
  event: C,
  handle: EventData<C> extends { orderId: string } ? EventHandler<OrderDeps, C> : never,
): Subscription<OrderDeps> =>
  subscribe(event, async (input) => {
    const { eventId, occurredAt, traceId, em, deps } = input;
    const at = deps.now();
    await handle(input);
    noteOnTimeline(em, (input.data as { orderId: string }).orderId, {
      kind: 'received',
      at,
      topic: event.type,
      eventId,
      lateMs: occurredAt ? Math.max(0, at.getTime() - occurredAt.getTime()) : null,
      returnId: (input.data as { returnId?: string }).returnId ?? null,
      ...(traceId === undefined ? {} : { traceId }),
    });
  });
