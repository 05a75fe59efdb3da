import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Lets one change to the shape of the tree happen after the other: each looks at categories that another might be about
 * to move. Renaming needs no lock.
 *
 * @param em an open transaction, which holds the lock until it ends
 */
export async function lockCategoryTree(em: EntityManager): Promise<void> {
  await em.execute("select pg_advisory_xact_lock(hashtextextended('category-tree', 0))");
}
