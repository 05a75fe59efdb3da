import type { EntityManager } from '@mikro-orm/postgresql';
import type { MovementKind } from '../domain/stock-movement';
import { announceChange } from './announce-change';

/** How much the stock on hand and the held part of it change. */
export interface StockChange {
  readonly productId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** Why stock on hand changes. Holding and letting go change only what is held, and have none. */
export interface StockCause {
  readonly kind: MovementKind;
  readonly reservationId?: string;
  readonly reason?: string;
  readonly actorId?: string;
}

interface Moved {
  readonly productId: string;
  readonly before: number;
  readonly after: number;
}

/**
 * The only way stock changes: the inventory and its ledger in one statement, and the news when a product sells out or
 * is to be had again. The rows must have been locked by `lockStock`.
 */
export async function moveStock(
  em: EntityManager,
  changes: readonly StockChange[],
  cause?: StockCause,
): Promise<void> {
  const moved: Moved[] = await em.execute(
    `with change as (
       select * from jsonb_to_recordset(?::jsonb) as c("productId" uuid, "onHand" int, reserved int)
     ), noted as (
       insert into stock_movements (product_id, kind, delta, reservation_id, reason, actor_id, at)
       select c."productId", ?, c."onHand", ?, ?, ?, now() from change c where c."onHand" <> 0
     )
     update inventory i
        set on_hand = i.on_hand + c."onHand", reserved = i.reserved + c.reserved, updated_at = now()
       from change c
      where i.product_id = c."productId"
     returning i.product_id as "productId", i.on_hand - i.reserved as after,
               i.on_hand - i.reserved - (c."onHand" - c.reserved) as before`,
    [
      JSON.stringify(changes),
      cause?.kind ?? null,
      cause?.reservationId ?? null,
      cause?.reason ?? null,
      cause?.actorId ?? null,
    ],
  );
  if (moved.length !== changes.length) throw new Error('Stock was moved of a product that has no inventory');
  for (const { productId, before, after } of moved) {
    if (before > 0 !== after > 0) announceChange(em, productId, 'availability');
  }
}
