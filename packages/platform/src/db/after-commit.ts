import type { EntityManager, EventSubscriber, Transaction, TransactionEventArgs } from '@mikro-orm/core';

type Work = () => void;

/** By outermost transaction; before a flush that opens one by itself, by the entity manager that is about to. */
const waiting = new WeakMap<object, Work[]>();

/**
 * Does something once the transaction of `em` has committed, and never when it is rolled back. Inside of nested
 * transactions that is the outermost one, since only its commit lasts; a nested one that alone is rolled back does not
 * take the work with it. For what may be lost in a crash, such as waking a worker: what must happen belongs in the
 * transaction. The work must not throw.
 */
export function afterCommit(em: EntityManager, work: Work): void {
  const transaction = em.getTransactionContext<Transaction<object>>();
  const key = transaction === undefined ? em : outermost(transaction);
  const list = waiting.get(key);
  if (list) list.push(work);
  else waiting.set(key, [work]);
}

/** knex links a savepoint to the transaction it is in. */
function outermost(transaction: object): object {
  const { parentTransaction } = transaction as { parentTransaction?: object };
  return parentTransaction ? outermost(parentTransaction) : transaction;
}

/** Runs what `afterCommit` was given. */
export class RunAfterCommit implements EventSubscriber {
  afterTransactionCommit(event: TransactionEventArgs): void {
    for (const work of take(event)) work();
  }

  afterTransactionRollback(event: TransactionEventArgs): void {
    take(event);
  }
}

function take({ em, transaction }: TransactionEventArgs): Work[] {
  const keys: object[] = transaction ? [em, transaction as object] : [em];
  return keys.flatMap((key) => {
    const list = waiting.get(key) ?? [];
    waiting.delete(key);
    return list;
  });
}
