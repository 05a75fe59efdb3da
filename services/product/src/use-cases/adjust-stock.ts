import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { lockVariantStock } from './lock-variant-stock';
import { moveStock } from './move-stock';
import { toLevel, type StockLevel } from './stock-level';

export interface StockAdjustment {
  readonly productId: string;
  readonly variantId: string;
  /** How many more (or, negative, fewer) pieces are on hand. */
  readonly delta: number;
  readonly reason: string;
  readonly actorId: string;
}

/**
 * Corrects how much of a variant there is.
 *
 * @param em an open transaction
 * @throws DomainError not-found; refused when less would be left than is held for orders
 */
export async function adjustStock(
  em: EntityManager,
  { productId, variantId, delta, reason, actorId }: StockAdjustment,
): Promise<StockLevel> {
  const stock = await lockVariantStock(em, productId, variantId);
  const onHand = stock.onHand + delta;
  if (onHand < stock.reserved) {
    throw new DomainError('refused', 'below-reserved', 'Less would be left than is held for orders.', {
      errors: [{ in: 'body', pointer: '#/delta', detail: `must be at least ${-stock.available}` }],
    });
  }
  await moveStock(em, [{ variantId, onHand: delta, reserved: 0 }], {
    kind: 'adjustment',
    reason: reason.trim(),
    actorId,
  });
  return toLevel({ ...stock, onHand });
}
