import type { EntityManager } from '@mikro-orm/postgresql';
import { Inventory } from '../domain/inventory';
import type { NewVariant, ProductVariant } from '../domain/product-variant';
import { moveStock } from './move-stock';

export interface StockedVariant extends Omit<NewVariant, 'id'> {
  /** How many there are; they become the first entry of the stock ledger. */
  readonly stock: number;
  readonly lowStockThreshold: number | null;
}

/**
 * Writes variants that are new, each with its inventory.
 *
 * @param em an open transaction
 * @param stocked of each variant, in the same order
 * @throws UniqueConstraintViolationException when an article number is taken; see `refuseDuplicates`
 */
export async function stockVariants(
  em: EntityManager,
  variants: readonly ProductVariant[],
  stocked: readonly Pick<StockedVariant, 'stock' | 'lowStockThreshold'>[],
  actorId: string,
): Promise<void> {
  variants.forEach((variant, index) => {
    const lowStockThreshold = stocked[index]?.lowStockThreshold ?? null;
    const updatedAt = variant.createdAt;
    em.persist(em.create(Inventory, { variant, onHand: 0, reserved: 0, lowStockThreshold, updatedAt }));
  });
  await em.flush();
  const changes = variants
    .map(({ id }, index) => ({ variantId: id, onHand: stocked[index]?.stock ?? 0, reserved: 0 }))
    .filter(({ onHand }) => onHand > 0);
  if (changes.length > 0) {
    await moveStock(em, changes, { kind: 'receipt', reason: 'initial stock', actorId });
  }
}
