import type { EntityManager } from '@mikro-orm/postgresql';
import type { ReservationState } from '../domain/reservation-state';

export interface ReservedLine {
  readonly productId: string;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

export interface LockedReservation {
  readonly id: string;
  readonly state: ReservationState;
  readonly version: number;
  readonly currency: string;
  readonly expiresAt: Date;
  readonly lines: readonly ReservedLine[];
}

/**
 * Reads an order's reservation and locks it until the transaction ends. It is always locked before the stock it holds.
 *
 * @returns undefined when the order has none
 */
export async function lockReservation(
  em: EntityManager,
  orderId: string,
): Promise<LockedReservation | undefined> {
  const [row]: (Omit<LockedReservation, 'expiresAt'> & { expiresAt: string })[] = await em.execute(
    `select r.id, r.state, r.version, r.currency, r.expires_at as "expiresAt",
            (select json_agg(json_build_object('productId', i.product_id, 'sku', i.sku, 'name', i.name,
                      'quantity', i.quantity, 'unitPriceMinor', i.unit_price_minor) order by i.position)
               from reservation_items i where i.reservation_id = r.id) as lines
       from reservations r where r.id = ? for update`,
    [orderId],
  );
  return row && { ...row, expiresAt: new Date(row.expiresAt) };
}
