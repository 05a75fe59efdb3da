import type { EntityManager } from '@mikro-orm/postgresql';

const BATCH_SIZE = 1_000;
/** How long what has ended is kept for whoever looks into an incident. */
const KEEP_DAYS = 30;

/**
 * Deletes what can have no effect any more: sessions that ended long ago with their refresh tokens, refresh tokens that
 * have expired, and old password resets.
 *
 * @returns how many rows
 */
export async function pruneEnded(em: EntityManager, now: Date): Promise<number> {
  const endedBefore = new Date(now.getTime() - KEEP_DAYS * 24 * 3_600_000);
  const deletions: [statement: string, before: Date][] = [
    [
      `delete from sessions where id in
         (select id from sessions where least(revoked_at, expires_at) < ? limit ${BATCH_SIZE} for update skip locked)
       returning id`,
      endedBefore,
    ],
    [
      `delete from refresh_tokens where hash in
         (select hash from refresh_tokens where expires_at < ? limit ${BATCH_SIZE} for update skip locked)
       returning hash`,
      now,
    ],
    [
      `delete from password_resets where id in
         (select id from password_resets where expires_at < ? limit ${BATCH_SIZE} for update skip locked)
       returning id`,
      endedBefore,
    ],
  ];
  let deleted = 0;
  for (const [statement, before] of deletions) {
    deleted += (await em.fork().execute<unknown[]>(statement, [before])).length;
  }
  return deleted;
}
