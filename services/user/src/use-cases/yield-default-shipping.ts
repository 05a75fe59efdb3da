import type { EntityManager } from '@mikro-orm/postgresql';

/** Takes the default from whichever address has it, so that another can get it: the database allows one a person. */
export async function yieldDefaultShipping(em: EntityManager, userId: string, at: Date): Promise<void> {
  await em.execute(
    `update addresses set is_default_shipping = false, version = version + 1, updated_at = ?
     where user_id = ? and is_default_shipping`,
    [at, userId],
  );
}
