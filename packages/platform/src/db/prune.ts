import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '../logger';
import { startWorker, type Worker } from '../worker';

const INTERVAL_MS = 10 * 60_000;
const BATCH_SIZE = 1_000;

interface Expiry {
  readonly table: string;
  readonly key: string;
  /** Null, and so never due, for what is not yet done with. */
  readonly since: string;
  readonly keptFor: string;
}

/**
 * What is kept for how long. An event that is delivered again after two weeks, or a request that is repeated after two
 * days, is not recognised any more. An event that was never published is kept for ever. The inbox remembers for longer
 * than the outbox offers, so that the audit takes nothing for missing that was only forgotten.
 */
const EXPIRIES: readonly Expiry[] = [
  { table: 'outbox', key: 'id', since: 'published_at', keptFor: '7 days' },
  { table: 'inbox', key: 'event_id', since: 'received_at', keptFor: '14 days' },
  { table: 'idempotency_keys', key: 'scope, key', since: 'created_at', keptFor: '48 hours' },
];

/**
 * Deletes one batch of everything that has been kept for long enough.
 *
 * @returns how many rows are gone
 */
export async function pruneOnce(em: EntityManager): Promise<number> {
  let deleted = 0;
  for (const { table, key, since, keptFor } of EXPIRIES) {
    const { affectedRows } = await em.fork().execute<{ affectedRows: number }>(
      `delete from ${table} where (${key}) in (
         select ${key} from ${table} where ${since} < now() - interval '${keptFor}'
         order by ${since} limit ${BATCH_SIZE} for update skip locked)`,
      [],
      'run',
    );
    deleted += affectedRows;
  }
  return deleted;
}

/** Prunes now and then, in batches small enough to be in nobody's way, by any number of replicas. */
export const startPruning = ({ em, log }: { em: EntityManager; log: Logger }): Worker =>
  startWorker({ name: 'pruning', intervalMs: INTERVAL_MS, log, run: () => pruneOnce(em) });
