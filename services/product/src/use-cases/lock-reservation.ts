import type { EntityManager } from '@mikro-orm/postgresql';
import type { VariantOptions } from '@sidecart/contracts';
import type { ReservationState } from '../domain/reservation-state';

export interface ReservedLine {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly options: VariantOptions;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly categoryId?: string;
  readonly weightGrams?: number;
}

export interface LockedReservation {
  readonly id: string;
  readonly state: ReservationState;
  readonly version: number;
  readonly currency: string;
  readonly expiresAt: Date;
  readonly lines: readonly ReservedLine[];
}

type Row = Omit<ReservedLine, 'unitPriceMinor' | 'categoryId' | 'weightGrams'> & {
  readonly unitPriceMinor: string;
  readonly categoryId: string | null;
  readonly weightGrams: number | null;
};

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
  const lines: Row[] = await em.execute(
    `select v.product_id as "productId", l.variant_id as "variantId", l.sku, l.name, l.options, l.quantity,
            l.unit_price_minor as "unitPriceMinor", l.category_id as "categoryId", l.weight_grams as "weightGrams"
       from reservation_items l join product_variants v on v.id = l.variant_id
      where l.reservation_id = ? order by l.position`,
    [orderId],
  );
  return { ...row, expiresAt: new Date(row.expiresAt), lines: lines.map(toLine) };
}

const toLine = ({ unitPriceMinor, categoryId, weightGrams, ...line }: Row): ReservedLine => ({
  ...line,
  unitPriceMinor: Number(unitPriceMinor),
  ...(categoryId === null ? {} : { categoryId }),
  ...(weightGrams === null ? {} : { weightGrams }),
});
