import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '@sidecart/contracts';
import type { Member } from './session';

/** Makes an event as a service's outbox does. */
export function createEvent(topic: string, attributes: Partial<CloudEvent> = {}): CloudEvent {
  return {
    specversion: '1.0',
    id: randomUUID(),
    type: topic,
    source: 'order',
    subject: randomUUID(),
    time: new Date().toISOString(),
    data: { total: 4_711 },
    ...attributes,
  };
}

/** Makes as many events of a topic; each says its place among them in `data.number`. */
export function createEvents(
  topic: string,
  count: number,
  attributes: Partial<CloudEvent> = {},
): CloudEvent[] {
  return Array.from({ length: count }, (_, number) =>
    createEvent(topic, { data: { number }, ...attributes }),
  );
}

/** Publishes events of one topic in one request, and fails unless all were taken. */
export async function publish({ client }: Member, ...events: CloudEvent[]): Promise<void> {
  const refused = await client.publishBulk(events[0]!.type, events);
  if (refused.size > 0) throw new Error(`${refused.size} of ${events.length} events were not taken`);
}

/** The deliveries of an event to an app. */
export const deliveriesOf = ({ app }: Member, { id }: CloudEvent) =>
  app.deliveries.filter(({ event }) => event.id === id);

/** Which of the events an app has not been given. */
export function missing({ app }: Member, events: readonly CloudEvent[]): CloudEvent[] {
  const arrived = new Set(app.ids());
  return events.filter(({ id }) => !arrived.has(id));
}
