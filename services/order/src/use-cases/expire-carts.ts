import type { EntityManager } from '@mikro-orm/postgresql';

const BATCH_SIZE = 500;

/**
 * Deletes carts that nobody has used for long enough, a batch at a time, by any number of replicas.
 *
 * @returns how many are gone
 */
export async function expireCarts(em: EntityManager, now: Date): Promise<number> {
  const { affectedRows } = await em.fork().execute<{ affectedRows: number }>(
    `delete from carts where id in
       (select id from carts where expires_at <= ? order by expires_at limit ${BATCH_SIZE} for update skip locked)`,
    [now],
    'run',
  );
  return affectedRows;
}
