import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { Product } from '../domain/product';

/**
 * Loads a product and its variants for an edit and locks its row, so that its version is compared with what it is then,
 * and edits of its variants come one after the other.
 *
 * @throws DomainError not-found
 */
export async function lockProduct(em: EntityManager, productId: string): Promise<Product> {
  const product = await em.findOne(Product, { id: productId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!product) throw notFound('product');
  await product.variants.init();
  return product;
}
