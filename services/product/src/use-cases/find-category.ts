import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { Category } from '../domain/category';

/**
 * Loads the category that a body names.
 *
 * @param field the member of the body that names it
 * @throws DomainError refused when there is none
 */
export async function findCategory(em: EntityManager, id: string, field: string): Promise<Category> {
  const category = await em.findOne(Category, { id });
  if (category) return category;
  throw new DomainError('refused', 'unknown-category', 'There is no such category.', {
    errors: [{ in: 'body', pointer: `#/${field}`, detail: 'names no category' }],
  });
}
