import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProductEdit } from '../domain/product';
import { announceChange } from './announce-change';
import { findCategory } from './find-category';
import { lockProduct } from './lock-product';
import { noteSearchTerms } from './note-search-terms';

export interface EditProduct extends Omit<ProductEdit, 'category'> {
  readonly categoryId?: string | undefined;
}

/**
 * Edits a product.
 *
 * @param em an open transaction
 * @param requireVersion throws when the caller has not seen that version
 * @throws DomainError not-found; refused when the category does not exist; conflict when the status cannot be reached
 * @throws UniqueConstraintViolationException when the slug or article number is taken; see `refuseDuplicates`
 */
export async function editProduct(
  em: EntityManager,
  productId: string,
  { categoryId, ...edit }: EditProduct,
  requireVersion: (version: number) => void,
  now: Date,
): Promise<void> {
  const product = await lockProduct(em, productId);
  requireVersion(product.version);
  const category = categoryId === undefined ? undefined : await findCategory(em, categoryId, 'categoryId');
  product.edit({ ...edit, category }, now);
  announceChange(em, productId, 'updated', now);
  await em.flush();
  await noteSearchTerms(em, [productId]);
}
