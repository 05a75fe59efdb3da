import type { EntityManager } from '@mikro-orm/postgresql';
import type { ProductStatus } from '../domain/product-status';

/** A product as a sale needs to see it, with its inventory row locked. */
export interface LockedStock {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly status: ProductStatus;
  readonly priceMinor: number;
  readonly currency: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/**
 * Locks the inventory of some products until the transaction ends. The locks are taken in the order of the ids, by
 * everybody, so that two transactions never wait for each other.
 *
 * @returns what is there, by product id; an unknown product is missing
 */
export async function lockStock(
  em: EntityManager,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, LockedStock>> {
  const rows: (Omit<LockedStock, 'priceMinor'> & { priceMinor: string })[] = await em.execute(
    `select i.product_id as "productId", p.sku, p.name, p.status, p.price_minor as "priceMinor", p.currency,
            i.on_hand as "onHand", i.reserved, i.on_hand - i.reserved as available
       from inventory i join products p on p.id = i.product_id
      where i.product_id in (?)
      order by i.product_id
        for update of i`,
    [productIds],
  );
  return new Map(rows.map((row) => [row.productId, { ...row, priceMinor: Number(row.priceMinor) }]));
}
