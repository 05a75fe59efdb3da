import type { EntityManager } from '@mikro-orm/postgresql';
import type { VariantOptions } from '@sidecart/contracts';

/** A variant as a sale needs to see it, with its inventory row locked. */
export interface LockedStock {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  /** That of the product. */
  readonly name: string;
  readonly options: VariantOptions;
  /** Whether its product comes in variants that have to be chosen from. */
  readonly hasOptions: boolean;
  /** Whether it can be bought, if there is any. */
  readonly isSold: boolean;
  readonly priceMinor: number;
  readonly currency: string;
  readonly categoryId: string;
  readonly weightGrams: number | null;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly lowStockThreshold: number | null;
}

/**
 * Locks the inventory of some variants until the transaction ends. The locks are taken in the order of the ids, by
 * everybody, so that two transactions never wait for each other.
 *
 * @returns what is there, by variant id; an unknown variant is missing
 */
export async function lockStock(
  em: EntityManager,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, LockedStock>> {
  const rows: (Omit<LockedStock, 'priceMinor'> & { priceMinor: string })[] = await em.execute(
    `select v.product_id as "productId", v.id as "variantId", v.sku, p.name, v.options,
            cardinality(p.option_names) > 0 as "hasOptions", v.status = 'active' and p.status = 'active' as "isSold",
            v.price_minor as "priceMinor", p.currency, p.category_id as "categoryId",
            v.weight_grams as "weightGrams", i.on_hand as "onHand", i.reserved,
            i.on_hand - i.reserved as available, i.low_stock_threshold as "lowStockThreshold"
       from inventory i
       join product_variants v on v.id = i.variant_id
       join products p on p.id = v.product_id
      where i.variant_id in (?)
      order by i.variant_id
        for update of i`,
    [variantIds],
  );
  return new Map(rows.map((row) => [row.variantId, { ...row, priceMinor: Number(row.priceMinor) }]));
}
