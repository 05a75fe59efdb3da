import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { lockReservation, type LockedReservation, type ReservedLine } from './lock-reservation';
import { lockStock } from './lock-stock';
import { moveStock } from './move-stock';
import { priceLines, type RequestedItem } from './price-lines';
import { requireVariants, variantIdOf } from './requested-variant';

/** For so long the order service is not asked about a hold that it has just asked for again. */
const GRACE_MINUTES = 5;

export interface HoldRequest {
  readonly orderId: string;
  /** Of distinct variants. */
  readonly items: readonly RequestedItem[];
  readonly holdMinutes: number;
}

export interface HeldStock {
  readonly orderId: string;
  readonly expiresAt: Date;
  readonly currency: string;
  readonly lines: readonly ReservedLine[];
}

/**
 * Holds stock for an order at today's prices: all of it or nothing. Asking again gives the same answer, prices
 * included. A hold that expired because nobody placed the order may be taken anew.
 *
 * @throws DomainError refused naming the items that cannot be had; conflict when the order holds something else, or its
 *   reservation is closed
 */
export async function holdStock(em: EntityManager, request: HoldRequest): Promise<HeldStock> {
  return em.transactional(async (tx) => {
    // Requests for one order come one after the other, even before there is a row to lock.
    await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`hold:${request.orderId}`]);
    const existing = await lockReservation(tx, request.orderId);
    if (existing?.state === 'held') return confirmHold(tx, existing, request);
    if (existing && existing.state !== 'expired') throw closed(existing);
    const stock = await lockStock(tx, request.items.map(variantIdOf));
    await requireVariants(tx, request.items, stock);
    const { currency, lines } = priceLines(request.items, stock);
    const expiresAt = await writeHold(tx, request, currency, lines);
    await moveStock(
      tx,
      lines.map(({ variantId, quantity }) => ({ variantId, onHand: 0, reserved: quantity })),
      { kind: 'reservation', reservationId: request.orderId },
    );
    return { orderId: request.orderId, expiresAt, currency, lines };
  });
}

const closed = ({ state }: LockedReservation) =>
  new DomainError('conflict', 'reservation-closed', `The reservation of this order is ${state}.`);

/** Answers as the first time, and keeps the sweeper away while the order is being placed. */
async function confirmHold(
  em: EntityManager,
  held: LockedReservation,
  { orderId, items }: HoldRequest,
): Promise<HeldStock> {
  const quantities = new Map(items.map((item) => [variantIdOf(item), item.quantity]));
  const same =
    items.length === held.lines.length &&
    held.lines.every((line) => quantities.get(line.variantId) === line.quantity);
  if (!same) {
    throw new DomainError('conflict', 'reservation-differs', 'This order already holds something else.');
  }
  await em.execute(
    `update reservations
        set next_check_at = greatest(next_check_at, now() + make_interval(mins => ?)), version = version + 1
      where id = ?`,
    [GRACE_MINUTES, orderId],
  );
  return { orderId, expiresAt: held.expiresAt, currency: held.currency, lines: held.lines };
}

/** @returns when the hold ends */
async function writeHold(
  em: EntityManager,
  { orderId, holdMinutes }: HoldRequest,
  currency: string,
  lines: readonly ReservedLine[],
): Promise<Date> {
  const [row]: { expiresAt: string }[] = await em.execute(
    `insert into reservations
       (id, state, currency, created_at, updated_at, expires_at, next_check_at, version)
     select ?, 'held', ?, now(), now(), now() + hold, now() + hold, 1 from make_interval(mins => ?) as hold
     on conflict (id) do update
       set state = 'held', currency = excluded.currency, updated_at = now(), expires_at = excluded.expires_at,
           next_check_at = excluded.next_check_at, version = reservations.version + 1
     returning expires_at as "expiresAt"`,
    [orderId, currency, holdMinutes],
  );
  await em.execute('delete from reservation_items where reservation_id = ?', [orderId]);
  await em.execute(
    `insert into reservation_items
       (reservation_id, position, variant_id, sku, name, options, quantity, unit_price_minor, category_id, weight_grams)
     select ?, position - 1, "variantId", sku, name, options, quantity, "unitPriceMinor", "categoryId", "weightGrams"
       from rows from (jsonb_to_recordset(?::jsonb)
              as ("variantId" uuid, sku text, name text, options jsonb, quantity int, "unitPriceMinor" bigint,
                  "categoryId" uuid, "weightGrams" int))
            with ordinality as line("variantId", sku, name, options, quantity, "unitPriceMinor", "categoryId",
                                    "weightGrams", position)`,
    [orderId, JSON.stringify(lines)],
  );
  if (!row) throw new Error('The reservation was not written');
  return new Date(row.expiresAt);
}
