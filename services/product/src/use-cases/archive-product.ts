import type { EntityManager } from '@mikro-orm/postgresql';
import { announceChange } from './announce-change';
import { lockProduct } from './lock-product';

/**
 * Takes a product out of the catalogue. One that is out already is left alone. Reservations of it are not affected.
 *
 * @param requireVersion throws when the caller has not seen that version
 * @throws DomainError not-found
 */
export async function archiveProduct(
  em: EntityManager,
  productId: string,
  requireVersion: (version: number) => void,
  now: Date,
): Promise<void> {
  await em.transactional(async (tx) => {
    const product = await lockProduct(tx, productId);
    requireVersion(product.version);
    if (product.status === 'archived') return;
    product.archive(now);
    announceChange(tx, productId, 'archived', now);
  });
}
