import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import { Category } from '../domain/category';
import { findCategory } from './find-category';
import { lockCategoryTree } from './lock-category-tree';

export interface CreateCategory {
  readonly name: string;
  readonly slug: string;
  readonly parentId: string | undefined;
  readonly position: number;
}

/**
 * Adds a category below another, or as a root.
 *
 * @param em an open transaction
 * @throws DomainError refused when there is no such parent, or the tree would become too deep
 * @throws UniqueConstraintViolationException when the slug is taken; see `refuseDuplicates`
 */
export async function createCategory(
  em: EntityManager,
  { parentId, ...fields }: CreateCategory,
): Promise<Category> {
  await lockCategoryTree(em);
  const parent = parentId === undefined ? null : await findCategory(em, parentId, 'parentId');
  const category = Category.create({ ...fields, id: uuidv7(), parent });
  em.persist(category);
  await em.flush();
  return category;
}
