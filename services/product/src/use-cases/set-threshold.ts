import type { EntityManager } from '@mikro-orm/postgresql';
import { announceLowStock } from './announce-low-stock';
import { lockVariantStock } from './lock-variant-stock';
import { toLevel, type StockLevel } from './stock-level';

/**
 * Sets when staff are told that a variant runs low. If it does already, but did not by the threshold before, they are
 * told now: no move of the stock would do it.
 *
 * @param em an open transaction
 * @throws DomainError not-found
 */
export async function setThreshold(
  em: EntityManager,
  productId: string,
  variantId: string,
  threshold: number | null,
): Promise<StockLevel> {
  const stock = await lockVariantStock(em, productId, variantId);
  await em.execute('update inventory set low_stock_threshold = ?, updated_at = now() where variant_id = ?', [
    threshold,
    variantId,
  ]);
  const { available, sku, name, lowStockThreshold: before } = stock;
  const wasLow = before !== null && available <= before;
  if (threshold !== null && available <= threshold && !wasLow) {
    announceLowStock(em, { productId, variantId, sku, name, available, threshold });
  }
  return toLevel({ ...stock, lowStockThreshold: threshold });
}
