import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import {
  reservationMoves,
  type OrderFact,
  type ReservationMove,
  type ReservationState,
} from '../domain/reservation-state';
import { lockReservation, type LockedReservation } from './lock-reservation';
import { lockStock, type LockedStock } from './lock-stock';
import { moveStock } from './move-stock';

/** How long to wait before trying again to get stock for an order that is owed it. */
const OWED_RETRY_SECONDS = 60;

export interface Settlement {
  readonly orderId: string;
  readonly fact: OrderFact;
  /** The version of the reservation the fact was asked for; absent for an event, which is true at any time. */
  readonly askedAtVersion?: number;
}

/**
 * Takes a reservation where a fact about its order leads, by the table in `domain/reservation-state.ts`. Old and
 * repeated news change nothing.
 *
 * @param em an open transaction
 * @returns the state the reservation is in afterwards; undefined when the order has none
 */
export async function settleReservation(
  em: EntityManager,
  { orderId, fact, askedAtVersion }: Settlement,
  log: Logger,
): Promise<ReservationState | undefined> {
  const reservation = await lockReservation(em, orderId);
  if (!reservation) {
    log.info('no reservation for this order', { orderId, fact });
    return undefined;
  }
  const { state, version } = reservation;
  if (askedAtVersion !== undefined && askedAtVersion !== version) return state;
  const move = reservationMoves[state][fact];
  if (!move) {
    log.info('old news for a reservation', { orderId, fact, state });
    return state;
  }
  const to = await apply(em, reservation, move);
  if (to === 'owed') log.error('an order was paid whose stock is gone', { orderId });
  return to;
}

async function apply(
  em: EntityManager,
  { id, lines }: LockedReservation,
  move: ReservationMove,
): Promise<ReservationState> {
  const stock = await lockStock(
    em,
    lines.map((line) => line.variantId),
  );
  const short = move.otherwise !== undefined && !suffices(lines, stock);
  const to = short ? move.otherwise : move.to;
  if (!short && move.movement !== undefined) {
    await moveStock(
      em,
      lines.map(({ variantId, quantity }) => ({
        variantId,
        onHand: move.onHand * quantity,
        reserved: move.reserved * quantity,
      })),
      { kind: move.movement, reservationId: id },
    );
  }
  await em.execute(
    `update reservations set state = ?, version = version + 1, updated_at = now(),
            next_check_at = case when ? then now() + make_interval(secs => ?) end
      where id = ?`,
    [to, to === 'owed', OWED_RETRY_SECONDS, id],
  );
  return to;
}

const suffices = (lines: LockedReservation['lines'], stock: ReadonlyMap<string, LockedStock>): boolean =>
  lines.every(({ variantId, quantity }) => (stock.get(variantId)?.available ?? 0) >= quantity);
