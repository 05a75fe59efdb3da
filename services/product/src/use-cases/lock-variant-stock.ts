import type { EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { lockStock, type LockedStock } from './lock-stock';

/**
 * Locks the inventory of one variant of a product until the transaction ends.
 *
 * @throws DomainError not-found also when the variant is another product's
 */
export async function lockVariantStock(
  em: EntityManager,
  productId: string,
  variantId: string,
): Promise<LockedStock> {
  const stock = (await lockStock(em, [variantId])).get(variantId);
  if (stock?.productId !== productId) throw notFound('variant');
  return stock;
}
