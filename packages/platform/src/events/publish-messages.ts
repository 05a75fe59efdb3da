import type { CloudEvent } from '@sidecart/contracts';
import type { OutboxMessage } from './outbox';
import type { RelayOptions } from './relay';
import type { Setbacks } from './setbacks';

/** A sidecar takes requests of up to 4 MiB. */
const MAX_REQUEST_BYTES = 1_024 * 1_024;

export interface PublishOptions extends RelayOptions {
  /** Where topics that fail as a whole are noted, and those that work again cleared. */
  readonly topics: Setbacks;
  /** The same for single events. */
  readonly events: Setbacks;
}

/**
 * Publishes messages, all topics at once and each in as few requests as their size allows. What fails is noted and
 * logged; it does not keep the rest from being published.
 *
 * @returns the ids of what the broker has taken
 */
export async function publishMessages(
  messages: readonly OutboxMessage[],
  options: PublishOptions,
): Promise<string[]> {
  const byTopic = new Map<string, OutboxMessage[]>();
  for (const message of messages)
    byTopic.set(message.topic, [...(byTopic.get(message.topic) ?? []), message]);
  const published = await Promise.all(
    [...byTopic].map(([topic, group]) => publishTopic(topic, group, options)),
  );
  return published.flat();
}

async function publishTopic(
  topic: string,
  messages: readonly OutboxMessage[],
  { sidecar, source, log, topics, events, noteOutcome }: PublishOptions,
): Promise<string[]> {
  const published: string[] = [];
  const refused: string[] = [];
  try {
    for (const batch of inBatches(messages.map((message) => toCloudEvent(message, source)))) {
      const failed = await sidecar.publishBulk(topic, batch);
      for (const { id } of batch) (failed.has(id) ? refused : published).push(id);
    }
    if (refused.length > 0) log.warn('events refused by the broker', { topic, eventIds: refused });
    if (published.length > 0) topics.clear(topic);
    // One refused event says nothing of its topic; several and nothing else do.
    else if (refused.length > 1) topics.note(topic);
  } catch (error) {
    log.warn('topic not published', { topic, waiting: messages.length - published.length, error });
    topics.note(topic);
  }
  refused.forEach((id) => events.note(id));
  published.forEach((id) => events.clear(id));
  noteOutcome?.(topic, published.length, messages.length - published.length);
  return published;
}

/** Cuts a list of events so that no request is too large; one event is not, since the outbox refuses such. */
function inBatches(events: readonly CloudEvent[]): CloudEvent[][] {
  const batches: CloudEvent[][] = [];
  let bytesLeft = 0;
  for (const event of events) {
    const bytes = Buffer.byteLength(JSON.stringify(event));
    if (batches.length === 0 || bytes > bytesLeft) {
      batches.push([]);
      bytesLeft = MAX_REQUEST_BYTES;
    }
    batches.at(-1)?.push(event);
    bytesLeft -= bytes;
  }
  return batches;
}

/** The event that an outbox row becomes, the same whenever it is made. */
export const toCloudEvent = (message: OutboxMessage, source: string): CloudEvent => ({
  specversion: '1.0',
  id: message.id,
  type: message.topic,
  source,
  subject: message.subject,
  time: message.createdAt.toISOString(),
  // A sidecar keeps the trace of an event only where its older attribute says the same.
  ...(message.traceparent ? { traceparent: message.traceparent, traceid: message.traceparent } : {}),
  data: message.data,
});
