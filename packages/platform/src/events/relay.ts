import { ChangeSetType, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';
import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import type { CloudEvent } from '@sidecart/contracts';
import { afterCommit } from '../db/after-commit';
import { unavailable } from '../errors';
import type { Sidecar } from '../dapr/sidecar';
import type { Logger } from '../logger';
import { startWorker, type Worker } from '../worker';
import { OutboxMessage, OutboxMessageSchema } from './outbox';

const BATCH_SIZE = 100;
const POLL_INTERVAL_MS = 1_000;

export interface RelayOptions {
  readonly em: EntityManager;
  readonly sidecar: Sidecar;
  /** The app id, which becomes the source of the events. */
  readonly source: string;
  readonly log: Logger;
}

/**
 * Publishes what the outbox holds. Rows are locked while they are published (SKIP LOCKED, so several replicas share the
 * work) and marked afterwards: a crash in between publishes them again under the same id, which the inboxes know.
 */
export function startRelay({ em, sidecar, source, log }: RelayOptions): Worker {
  return startWorker({
    name: 'outbox-relay',
    intervalMs: POLL_INTERVAL_MS,
    log,
    run: () => em.fork().transactional((tx) => publishBatch(tx, sidecar, source)),
  });
}

async function publishBatch(em: EntityManager, sidecar: Sidecar, source: string): Promise<number> {
  const messages = await em.find(
    OutboxMessageSchema,
    { publishedAt: null },
    { orderBy: { id: 'asc' }, limit: BATCH_SIZE, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
  );
  const byTopic = groupByTopic(messages);
  const outcomes = await Promise.allSettled(
    [...byTopic].map(async ([topic, group]) => {
      const failed = await sidecar.publishBulk(
        topic,
        group.map((message) => toCloudEvent(message, source)),
      );
      return group.filter((message) => !failed.has(message.id));
    }),
  );
  const published = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  for (const message of published) message.publishedAt = new Date();
  await em.flush();
  if (published.length === 0 && messages.length > 0) throw unavailable('message broker');
  return published.length;
}

function groupByTopic(messages: readonly OutboxMessage[]): Map<string, OutboxMessage[]> {
  const groups = new Map<string, OutboxMessage[]>();
  for (const message of messages) groups.set(message.topic, [...(groups.get(message.topic) ?? []), message]);
  return groups;
}

const toCloudEvent = (message: OutboxMessage, source: string): CloudEvent => ({
  specversion: '1.0',
  id: message.id,
  type: message.topic,
  source,
  subject: message.subject,
  time: message.createdAt.toISOString(),
  ...(message.traceparent ? { traceparent: message.traceparent } : {}),
  data: message.data,
});

/**
 * Wakes the relay when a transaction that wrote to the outbox has committed. What was written is known at the flush only:
 * by the commit of an explicit transaction the change sets are gone.
 */
export class WakeOnCommit implements EventSubscriber {
  private relay: Worker | undefined;

  attach(relay: Worker): void {
    this.relay = relay;
  }

  onFlush({ em, uow }: FlushEventArgs): void {
    const writes = uow
      .getChangeSets()
      .some((change) => change.meta.class === OutboxMessage && change.type === ChangeSetType.CREATE);
    if (writes) afterCommit(em, () => this.relay?.wake());
  }
}
