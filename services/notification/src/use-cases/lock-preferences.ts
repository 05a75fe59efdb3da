import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps everybody else from changing what a person has decided until the transaction ends. */
export async function lockPreferences(em: EntityManager, userId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`preferences:${userId}`]);
}
