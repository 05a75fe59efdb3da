import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { Category, type CategoryEdit } from '../domain/category';
import { findCategory } from './find-category';
import { lockCategoryTree } from './lock-category-tree';

export interface EditCategory extends CategoryEdit {
  /** Where it is to go; null makes it a root, undefined leaves it where it is. */
  readonly parentId?: string | null | undefined;
}

/**
 * Renames a category, places it elsewhere among its siblings, or moves it with all that is below it.
 *
 * @param em an open transaction
 * @throws DomainError not-found; refused when it would be below itself or too deep, or there is no such parent
 * @throws UniqueConstraintViolationException when the slug is taken; see `refuseDuplicates`
 */
export async function editCategory(
  em: EntityManager,
  categoryId: string,
  { parentId, ...edit }: EditCategory,
): Promise<Category> {
  if (parentId !== undefined) await lockCategoryTree(em);
  const category = await em.findOne(Category, { id: categoryId });
  if (!category) throw notFound('category');
  category.edit(edit);
  await em.flush();
  if (parentId !== undefined) await move(em, category, parentId);
  return category;
}

/** The whole subtree gets its paths in one statement. */
async function move(em: EntityManager, category: Category, parentId: string | null): Promise<void> {
  const parent = parentId === null ? null : await findCategory(em, parentId, 'parentId');
  const subtree = `${category.path}%`;
  const [deepest]: { depth: number }[] = await em.execute(
    "select max(length(path) - length(replace(path, '/', ''))) as depth from categories where path like ?",
    [subtree],
  );
  const path = category.pathBelow(parent, (deepest?.depth ?? category.depth) - category.depth + 1);
  await em.execute(
    `update categories
        set path = ? || substr(path, ?), parent_id = case when id = ? then ?::uuid else parent_id end
      where path like ?`,
    [path, category.path.length + 1, category.id, parentId, subtree],
  );
  await em.refresh(category);
}
