import type { EntityManager } from '@mikro-orm/postgresql';
import type { EventData, orderReturnedV1 } from '@sidecart/contracts';
import { DomainError, type Logger } from '@sidecart/platform';
import { lockReservation, type ReservedLine } from './lock-reservation';
import { lockStock } from './lock-stock';
import { moveStock } from './move-stock';
import { settleReservation } from './settle-reservation';

type Return = Pick<EventData<typeof orderReturnedV1>, 'returnId' | 'orderId' | 'lines'>;

interface Restocked {
  readonly returnId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/**
 * Puts goods of a delivered order that came back on the shelf: each variant of a return once, however often it is told.
 * What was delivered was paid, even if the news of that is still on its way.
 *
 * @param em an open transaction
 * @throws DomainError refused when more would come back than the order had
 */
export async function restockReturn(
  em: EntityManager,
  { returnId, orderId, lines }: Return,
  log: Logger,
): Promise<void> {
  await settleReservation(em, { orderId, fact: 'confirmed' }, log);
  // From here on, returns of one order come one after the other.
  const reservation = await lockReservation(em, orderId);
  if (reservation?.state !== 'committed') throw tooMuch();
  const restocked = await findRestocked(em, orderId);
  const done = new Set(restocked.filter((one) => one.returnId === returnId).map((one) => one.variantId));
  const open = [...sumByVariant(lines)].filter(([variantId]) => !done.has(variantId));
  const before = sumByVariant(restocked);
  const had = sumByVariant<ReservedLine>(reservation.lines);
  for (const [variantId, quantity] of open) {
    if ((before.get(variantId) ?? 0) + quantity > (had.get(variantId) ?? 0)) throw tooMuch();
  }
  if (open.length === 0) return;
  await lockStock(
    em,
    open.map(([variantId]) => variantId),
  );
  await moveStock(
    em,
    open.map(([variantId, quantity]) => ({ variantId, onHand: quantity, reserved: 0 })),
    { kind: 'return', reservationId: orderId, returnId },
  );
}

const findRestocked = (em: EntityManager, orderId: string): Promise<Restocked[]> =>
  em.execute(
    `select return_id as "returnId", variant_id as "variantId", on_hand_delta as quantity
       from stock_movements where reservation_id = ? and return_id is not null`,
    [orderId],
  );

function sumByVariant<T extends { readonly variantId: string; readonly quantity: number }>(
  lines: readonly T[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { variantId, quantity } of lines) sums.set(variantId, (sums.get(variantId) ?? 0) + quantity);
  return sums;
}

const tooMuch = () =>
  new DomainError('refused', 'return-too-large', 'More would come back than the order had taken out.');
