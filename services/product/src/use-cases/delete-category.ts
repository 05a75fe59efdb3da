import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, notFound } from '@sidecart/platform';
import { lockCategoryTree } from './lock-category-tree';

/**
 * Deletes a category that has nothing in it.
 *
 * @param em an open transaction
 * @throws DomainError not-found; conflict when there are categories below it or products in it
 */
export async function deleteCategory(em: EntityManager, categoryId: string): Promise<void> {
  await lockCategoryTree(em);
  const [category]: { parent: boolean; used: boolean }[] = await em.execute(
    `select exists (select from categories below where below.parent_id = c.id) as parent,
            exists (select from products p where p.category_id = c.id) as used
       from categories c where c.id = ?`,
    [categoryId],
  );
  if (!category) throw notFound('category');
  if (category.parent) throw notEmpty('There are categories below it.');
  // Archived products count as well: orders still refer to them.
  if (category.used) throw notEmpty('There are products in it, or were.');
  await em.execute('delete from categories where id = ?', [categoryId]);
}

const notEmpty = (message: string) => new DomainError('conflict', 'category-not-empty', message);
