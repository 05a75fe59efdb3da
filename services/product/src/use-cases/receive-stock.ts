import type { EntityManager } from '@mikro-orm/postgresql';
import { lockVariantStock } from './lock-variant-stock';
import { moveStock } from './move-stock';
import { toLevel, type StockLevel } from './stock-level';

export interface StockReceipt {
  readonly productId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly reason: string;
  readonly actorId: string;
}

/**
 * Takes goods in.
 *
 * @param em an open transaction
 * @throws DomainError not-found
 */
export async function receiveStock(
  em: EntityManager,
  { productId, variantId, quantity, reason, actorId }: StockReceipt,
): Promise<StockLevel> {
  const stock = await lockVariantStock(em, productId, variantId);
  await moveStock(em, [{ variantId, onHand: quantity, reserved: 0 }], {
    kind: 'receipt',
    reason: reason.trim(),
    actorId,
  });
  return toLevel({ ...stock, onHand: stock.onHand + quantity });
}
