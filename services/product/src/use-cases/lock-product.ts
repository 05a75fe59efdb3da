import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { Product } from '../domain/product';

/**
 * Loads a product for an edit and locks its row, so that its version is compared with what it is then.
 *
 * @throws DomainError not-found
 */
export async function lockProduct(em: EntityManager, productId: string): Promise<Product> {
  const product = await em.findOne(Product, { id: productId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!product) throw notFound('product');
  return product;
}
