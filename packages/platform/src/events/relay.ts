import type { FilterQuery } from '@mikro-orm/core';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { Sidecar } from '../dapr/sidecar';
import type { Logger } from '../logger';
import { startWorker, type Worker } from '../worker';
import { OutboxMessageSchema, type OutboxMessage } from './outbox';
import { publishMessages } from './publish-messages';
import { createSetbacks, type Setbacks } from './setbacks';

const BATCH_SIZE = 100;
const POLL_INTERVAL_MS = 1_000;

/** Hears how the publishing of a topic's events went: how many were taken by the broker and how many not. */
export type NoteOutcome = (topic: string, published: number, failed: number) => void;

/**
 * Hears of events that the broker has taken, in the transaction that marks them as published: for a service that keeps
 * what it published for longer than the outbox does. It must not fail, or the events are published again.
 */
export type OnPublished = (tx: EntityManager, eventIds: readonly string[], at: Date) => Promise<void>;

export interface RelayOptions {
  readonly em: EntityManager;
  readonly sidecar: Sidecar;
  /** The app id, which becomes the source of the events. */
  readonly source: string;
  readonly log: Logger;
  readonly noteOutcome?: NoteOutcome;
  readonly onPublished?: OnPublished | undefined;
}

/**
 * Publishes what the outbox holds. Rows are locked while they are published (SKIP LOCKED, so several replicas share the
 * work) and marked afterwards: a crash in between publishes them again under the same id, which the inboxes know.
 *
 * A topic or an event that fails is left to a second worker, which tries it again after a growing rest: the others go
 * on meanwhile, even where a failing one takes its time to fail.
 */
export function startRelay(options: RelayOptions): Worker {
  const topics = createSetbacks();
  const events = createSetbacks();

  /** @returns what was waiting, whether it could be published or not */
  const publishBatch = (which: FilterQuery<OutboxMessage>): Promise<OutboxMessage[]> =>
    options.em.fork().transactional(async (tx) => {
      const messages = await tx.find(
        OutboxMessageSchema,
        { $and: [{ publishedAt: null }, which] },
        {
          orderBy: { id: 'asc' },
          limit: BATCH_SIZE,
          lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
          disableIdentityMap: true,
        },
      );
      const published = await publishMessages(messages, { ...options, topics, events });
      if (published.length > 0) await markPublished(tx, published, options.onPublished);
      return messages;
    });

  async function publishNew(): Promise<number> {
    const messages = await publishBatch({ topic: { $nin: topics.all() }, id: { $nin: events.all() } });
    return messages.length;
  }

  async function publishAgain(): Promise<number> {
    const dueTopics = topics.due();
    const dueEvents = events.due().slice(0, BATCH_SIZE);
    // Apart, so that events that keep failing do not take the place of those of their topic that would not.
    const ofTopics = dueTopics.length
      ? await publishBatch({ topic: { $in: dueTopics }, id: { $nin: events.all() } })
      : [];
    const single = dueEvents.length ? await publishBatch({ id: { $in: dueEvents } }) : [];
    // What is not found any more was published by another replica.
    if (ofTopics.length < BATCH_SIZE) forget(topics, dueTopics, new Set(ofTopics.map(({ topic }) => topic)));
    forget(events, dueEvents, new Set(single.map(({ id }) => id)));
    const tried = ofTopics.length + single.length;
    if (tried > 0) relay.wake();
    return tried;
  }

  const start = (name: string, run: () => Promise<number>) =>
    startWorker({ name, intervalMs: POLL_INTERVAL_MS, log: options.log, run });
  const relay = start('outbox-relay', publishNew);
  const retries = start('outbox-retries', publishAgain);
  return {
    name: relay.name,
    wake: () => relay.wake(),
    async stop() {
      await Promise.all([relay.stop(), retries.stop()]);
    },
  };
}

/** By the clock of the database, which all replicas share, and under the transaction's id, by which the audit reads. */
async function markPublished(tx: EntityManager, ids: string[], tell?: OnPublished): Promise<void> {
  const [marked] = await tx.execute<{ published_at: string }[]>(
    `update outbox set published_at = stamp.at, published_tx = stamp.tx
       from (select date_trunc('milliseconds', clock_timestamp()) as at, pg_current_xact_id()::text::bigint as tx) stamp
      where id in (${ids.map(() => '?').join(', ')}) returning published_at`,
    ids,
  );
  if (marked) await tell?.(tx, ids, new Date(marked.published_at));
}

function forget(setbacks: Setbacks, keys: readonly string[], found: ReadonlySet<string>): void {
  for (const key of keys) if (!found.has(key)) setbacks.clear(key);
}
