import type { EntityManager } from '@mikro-orm/postgresql';
import { announceChange } from './announce-change';
import { lockProduct } from './lock-product';
import { writeTags } from './write-tags';

/**
 * Gives a product these tags and no others.
 *
 * @param em an open transaction
 * @param tags as `normaliseTags` makes them
 * @param requireVersion throws when the caller has not seen that version
 * @throws DomainError not-found
 */
export async function setTags(
  em: EntityManager,
  productId: string,
  tags: readonly string[],
  requireVersion: (version: number) => void,
  now: Date,
): Promise<void> {
  const product = await lockProduct(em, productId);
  requireVersion(product.version);
  await writeTags(em, productId, tags);
  // Tags are a part of what is edited: the version moves on.
  product.edit({}, now);
  announceChange(em, productId, 'updated', now);
  await em.flush();
}
