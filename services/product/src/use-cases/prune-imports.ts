import type { EntityManager } from '@mikro-orm/postgresql';

/** How long what became of a file can be looked up, and how long a file may take to come in. */
const KEPT_FOR = '30 days';
const GIVEN_UP_AFTER = '1 day';

/**
 * Deletes the imports that were finished long ago, and those whose file never came in whole.
 *
 * @returns how many
 */
export async function pruneImports(em: EntityManager): Promise<number> {
  const { affectedRows } = await em.fork().execute<{ affectedRows: number }>(
    `delete from catalogue_imports where id in (
       select id from catalogue_imports
        where (state = 'finished' and finished_at < now() - interval '${KEPT_FOR}')
           or (state = 'receiving' and created_at < now() - interval '${GIVEN_UP_AFTER}')
        order by id limit 1 for update skip locked)`,
    [],
    'run',
  );
  return affectedRows;
}
