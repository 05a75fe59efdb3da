import type { EntityManager } from '@mikro-orm/postgresql';
import { createServiceClient } from '../../dapr/service-client';
import type { Sidecar } from '../../dapr/sidecar';
import type { Logger } from '../../logger';
import type { Metrics } from '../../metrics';
import { startWorker, type Worker } from '../../worker';
import type { Inbox } from '../inbox-of';
import { askPublisher } from './ask-publisher';
import { observeAudit } from './audit-metrics';
import { auditNext } from './audit-next';
import { readOutbox } from './read-outbox';

const LOOK_INTERVAL_MS = 5_000;

export interface EventAuditContext {
  /** The own app id. */
  readonly name: string;
  readonly inbox: Inbox;
  readonly sidecar: Sidecar;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'registry'>;
}

/**
 * Compares the inbox with the outboxes of all publishers, each every 20 seconds by one of the replicas, and applies what
 * never came: correctness does not depend on the memory of the broker. A pass that finds nothing new costs two statements
 * here and one or two at the publisher.
 */
export function startEventAudit({ name, inbox, sidecar, log, metrics }: EventAuditContext): Worker {
  const publishers = new Map(
    [...new Set(inbox.subscriptions.map(({ event }) => event.publisher))].map((publisher) => [
      publisher,
      // A sidecar does not tell the own app who calls when it calls itself.
      publisher === name
        ? readOutbox(inbox.session(), name)
        : askPublisher(publisher, createServiceClient(sidecar, publisher)),
    ]),
  );
  const deps = { inbox, log, noteOutcome: observeAudit(metrics.registry, inbox) };
  let isPrepared = false;
  return startWorker({
    name: 'event-audit',
    intervalMs: LOOK_INTERVAL_MS,
    log,
    async run() {
      if (!isPrepared) await prepare(inbox.session(), [...publishers.keys()]);
      isPrepared = true;
      return auditNext(publishers, deps);
    },
  });
}

async function prepare(em: EntityManager, publishers: readonly string[]): Promise<void> {
  await em.execute(
    `insert into event_audits (publisher, waiting, next_audit_at, caught_up_at)
     values ${publishers.map(() => "(?, '[]', now(), now())").join(', ')} on conflict do nothing`,
    [...publishers],
  );
}
