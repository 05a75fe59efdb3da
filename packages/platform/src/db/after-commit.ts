import type { EntityManager, EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';

type Work = () => void;

const waiting = new WeakMap<object, Work[]>();

/**
 * Does something once the transaction of `em` has committed, and never when it is rolled back. For what may be lost in a
 * crash, such as waking a worker: what must happen belongs in the transaction. The work must not throw.
 */
export function afterCommit(em: EntityManager, work: Work): void {
  const list = waiting.get(em);
  if (list) list.push(work);
  else waiting.set(em, [work]);
}

/** Runs what `afterCommit` was given. */
export class RunAfterCommit implements EventSubscriber {
  afterTransactionCommit({ em }: TransactionEventArgs): void {
    const list = waiting.get(em) ?? [];
    waiting.delete(em);
    for (const work of list) work();
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    waiting.delete(em);
  }
}
