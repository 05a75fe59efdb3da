import { ChangeSetType, type EventSubscriber, type FlushEventArgs } from '@mikro-orm/core';
import { afterCommit } from '../db/after-commit';
import type { Worker } from '../worker';
import { OutboxMessage } from './outbox';

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
