import type { EntityManager } from '@mikro-orm/postgresql';
import type { StockLevel } from '../use-cases/stock-level';

/** How much there is of each variant of a product, in their order. Empty for an unknown product. */
export const findStockLevels = (em: EntityManager, productId: string): Promise<StockLevel[]> =>
  em.execute(
    `select v.product_id as "productId", v.id as "variantId", v.sku, v.options, i.on_hand as "onHand", i.reserved,
            i.available, i.low_stock_threshold as "lowStockThreshold"
       from product_variants v join inventory i on i.variant_id = v.id
      where v.product_id = ? order by v.position, v.id`,
    [productId],
  );
