import type { EntityManager } from '@mikro-orm/postgresql';

/** Keeps everybody else from adding or activating templates until the transaction ends: versions are counted under it. */
export async function lockTemplates(em: EntityManager): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('templates', 0))`);
}
