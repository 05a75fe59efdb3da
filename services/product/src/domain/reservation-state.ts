import type { MovementKind } from './stock-movement';

/**
 * - held: set aside for an order that is not paid yet
 * - committed: sold
 * - released: its order was cancelled
 * - expired: nobody ever placed its order
 * - owed: its order was paid after the stock had been given away; it is committed as soon as there is stock again
 */
export const RESERVATION_STATES = ['held', 'committed', 'released', 'expired', 'owed'] as const;
export type ReservationState = (typeof RESERVATION_STATES)[number];

/** What is known of an order: it was paid, it was called off, or it does not exist. */
export type OrderFact = 'confirmed' | 'cancelled' | 'unknown';

export interface ReservationMove {
  readonly to: ReservationState;
  /** What happens to the stock on hand: taken out (-1), put back (1), nothing. */
  readonly onHand: -1 | 0 | 1;
  /** Whether what was set aside is set free. */
  readonly reserved: -1 | 0;
  /** How the ledger calls what happens to the stock; absent when nothing does. */
  readonly movement?: MovementKind;
  /** Where to go instead when there is not enough left to take out. */
  readonly otherwise?: ReservationState;
}

/**
 * Every move of a reservation. A pair that is missing changes nothing: the news is old, or repeats what is known. The
 * order service knows no way out of `cancelled`, so a confirmation that comes after a cancellation is old news.
 */
export const reservationMoves: Readonly<
  Record<ReservationState, Readonly<Partial<Record<OrderFact, ReservationMove>>>>
> = {
  held: {
    confirmed: { to: 'committed', onHand: -1, reserved: -1, movement: 'commit' },
    cancelled: { to: 'released', onHand: 0, reserved: -1, movement: 'release' },
    unknown: { to: 'expired', onHand: 0, reserved: -1, movement: 'release' },
  },
  committed: {
    cancelled: { to: 'released', onHand: 1, reserved: 0, movement: 'return' },
  },
  expired: {
    confirmed: { to: 'committed', onHand: -1, reserved: 0, movement: 'commit', otherwise: 'owed' },
    cancelled: { to: 'released', onHand: 0, reserved: 0 },
  },
  owed: {
    confirmed: { to: 'committed', onHand: -1, reserved: 0, movement: 'commit', otherwise: 'owed' },
    cancelled: { to: 'released', onHand: 0, reserved: 0 },
  },
  released: {},
};
