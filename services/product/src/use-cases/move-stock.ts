import type { EntityManager } from '@mikro-orm/postgresql';
import type { MovementKind } from '../domain/stock-movement';
import { announceChange } from './announce-change';
import { announceLowStock, type LowStock } from './announce-low-stock';

/** How much the stock on hand and the held part of it change. */
export interface StockChange {
  readonly variantId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Why stock changes, as the ledger keeps it. */
export interface StockCause {
  readonly kind: MovementKind;
  readonly reservationId?: string;
  readonly returnId?: string;
  readonly reason?: string;
  readonly actorId?: string;
}

interface Moved extends Omit<LowStock, 'threshold' | 'available'> {
  readonly threshold: number | null;
  readonly before: number;
  readonly after: number;
}

/**
 * The only way stock changes: the inventory and its ledger in one statement, and the news when a variant sells out, is
 * to be had again, or is running low. What was left before is read by the statement that changes it, so that each of
 * these moments is told by exactly one of any number of concurrent moves. The rows must have been locked by `lockStock`.
 */
export async function moveStock(
  em: EntityManager,
  changes: readonly StockChange[],
  cause: StockCause,
): Promise<void> {
  const moved: Moved[] = await em.execute(
    `with change as (
       select * from jsonb_to_recordset(?::jsonb) as c("variantId" uuid, "onHand" int, reserved int)
     ), noted as (
       insert into stock_movements
         (variant_id, kind, on_hand_delta, reserved_delta, reservation_id, return_id, reason, actor_id, at)
       select c."variantId", ?, c."onHand", c.reserved, ?, ?, ?, ?, now() from change c
     )
     update inventory i
        set on_hand = i.on_hand + c."onHand", reserved = i.reserved + c.reserved, updated_at = now()
       from change c join product_variants v on v.id = c."variantId" join products p on p.id = v.product_id
      where i.variant_id = c."variantId"
     returning v.product_id as "productId", v.id as "variantId", v.sku, p.name, i.low_stock_threshold as threshold,
               i.on_hand - i.reserved as after,
               i.on_hand - i.reserved - (c."onHand" - c.reserved) as before`,
    [
      JSON.stringify(changes),
      cause.kind,
      cause.reservationId ?? null,
      cause.returnId ?? null,
      cause.reason ?? null,
      cause.actorId ?? null,
    ],
  );
  if (moved.length !== changes.length) throw new Error('Stock was moved of a variant that has no inventory');
  announceMoves(em, moved);
}

function announceMoves(em: EntityManager, moved: readonly Moved[]): void {
  const turned = moved.filter(({ before, after }) => before > 0 !== after > 0);
  for (const productId of new Set(turned.map((one) => one.productId))) {
    announceChange(em, productId, 'availability');
  }
  for (const { threshold, before, after, ...variant } of moved) {
    if (threshold === null || before <= threshold || after > threshold) continue;
    announceLowStock(em, { ...variant, threshold, available: after });
  }
}
