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
 * The lines are read by a statement of their own: one that had to wait for the lock sees the row as it is by then, but
 * everything else as it was when the waiting began.
 *
 * @returns undefined when the order has none
 */
export async function lockReservation(
  em: EntityManager,
  orderId: string,
): Promise<LockedReservation | undefined> {
  const [row]: (Omit<LockedReservation, 'expiresAt' | 'lines'> & { expiresAt: string })[] = await em.execute(
    'select id, state, version, currency, expires_at as "expiresAt" from reservations where id = ? for update',
    [orderId],
  );
  if (!row) return undefined;
  const lines: (Omit<ReservedLine, 'unitPriceMinor'> & { unitPriceMinor: string })[] = await em.execute(
    `select product_id as "productId", sku, name, quantity, unit_price_minor as "unitPriceMinor"
       from reservation_items where reservation_id = ? order by position`,
    [orderId],
  );
  return {
    ...row,
    expiresAt: new Date(row.expiresAt),
    lines: lines.map((line) => ({ ...line, unitPriceMinor: Number(line.unitPriceMinor) })),
  };
}
