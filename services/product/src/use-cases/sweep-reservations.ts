import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '@sidecart/platform';
import type { OrderFact } from '../domain/reservation-state';
import type { OrderBook, OrderStatus } from './ports';
import { settleReservation } from './settle-reservation';

const BATCH_SIZE = 50;

/** How long a reservation that was looked at is left alone, whatever comes of it. */
const LOOK_AGAIN_SECONDS = 60;

export interface SweepDeps {
  readonly em: EntityManager;
  readonly orders: OrderBook;
  readonly log: Logger;
}

/** What a status means for a reservation. A pending order may still be paid: its hold stays. */
const factOf: Readonly<Record<OrderStatus, OrderFact | undefined>> = {
  pending: undefined,
  confirmed: 'confirmed',
  shipped: 'confirmed',
  delivered: 'confirmed',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

/**
 * Ends holds that are past their time, but never without asking what became of their orders: an event may have been
 * lost, and sold stock must not be given away. While the order service cannot be asked, everything stays held.
 *
 * @returns how many reservations were looked at
 */
export async function sweepReservations({ em, orders, log }: SweepDeps): Promise<number> {
  const due = await claimDue(em);
  if (due.length === 0) return 0;
  const statuses = await orders.statusesOf(due.map(({ orderId }) => orderId));
  for (const { orderId, version } of due) {
    const status = statuses.get(orderId);
    const fact = status && factOf[status];
    if (!fact) continue;
    try {
      await em
        .fork()
        .transactional((tx) => settleReservation(tx, { orderId, fact, askedAtVersion: version }, log));
    } catch (error) {
      // One that cannot be settled now is looked at again; it must not hold up the others.
      log.warn('reservation not settled', { orderId, fact, error });
    }
  }
  return due.length;
}

/** Takes the reservations that are due, for this replica alone until they are due again. */
async function claimDue(em: EntityManager): Promise<{ orderId: string; version: number }[]> {
  return em.fork().execute(
    `update reservations set next_check_at = now() + make_interval(secs => ?), version = version + 1
      where id in (select id from reservations where next_check_at <= now()
                    order by next_check_at limit ? for update skip locked)
     returning id as "orderId", version`,
    [LOOK_AGAIN_SECONDS, BATCH_SIZE],
  );
}
