import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, notFound } from '@sidecart/platform';
import { lockStock } from './lock-stock';
import { moveStock } from './move-stock';

export interface StockAdjustment {
  readonly productId: string;
  /** How many more (or, negative, fewer) pieces are on hand. */
  readonly delta: number;
  readonly reason: string;
  readonly actorId: string;
}

export interface StockLevel {
  readonly productId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/**
 * Corrects how much of a product there is.
 *
 * @param em an open transaction
 * @throws DomainError not-found; refused when less would be left than is held for orders
 */
export async function adjustStock(
  em: EntityManager,
  { productId, delta, reason, actorId }: StockAdjustment,
): Promise<StockLevel> {
  const stock = (await lockStock(em, [productId])).get(productId);
  if (!stock) throw notFound('product');
  const onHand = stock.onHand + delta;
  if (onHand < stock.reserved) {
    throw new DomainError('refused', 'below-reserved', 'Less would be left than is held for orders.', {
      errors: [{ in: 'body', pointer: '#/delta', detail: `must be at least ${-stock.available}` }],
    });
  }
  await moveStock(em, [{ productId, onHand: delta, reserved: 0 }], {
    kind: 'adjustment',
    reason: reason.trim(),
    actorId,
  });
  return { productId, onHand, reserved: stock.reserved, available: onHand - stock.reserved };
}
