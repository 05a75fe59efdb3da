import type { EntityManager } from '@mikro-orm/postgresql';

const BATCH_SIZE = 1_000;

/**
 * Deletes a batch of webhook events that are older than a month. A message that is repeated after that is refused by its
 * time already.
 *
 * @returns how many are gone
 */
export async function pruneWebhooks(em: EntityManager, now: Date): Promise<number> {
  const { affectedRows } = await em.execute<{ affectedRows: number }>(
    `delete from webhook_events where id in (
       select id from webhook_events where received_at < ?::timestamptz - interval '30 days'
       order by received_at limit ${BATCH_SIZE} for update skip locked)`,
    [now],
    'run',
  );
  return affectedRows;
}
