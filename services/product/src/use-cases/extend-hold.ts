import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError, notFound } from '@sidecart/platform';
import type { ReservationState } from '../domain/reservation-state';

/** Longer than any order may wait for its payment; nobody keeps stock from others for ever. */
const MAX_HOLD_HOURS = 24;

/**
 * Lets a hold last longer. It is never shortened. One statement decides: it either comes before the end of the hold or
 * finds it closed, and the answer that the sweeper may just be waiting for is about an earlier moment and is not acted
 * upon.
 *
 * @returns when the hold ends now
 * @throws DomainError not-found; refused when that would be longer than stock is held for anybody; conflict when the
 *   reservation is closed
 */
export async function extendHold(em: EntityManager, orderId: string, until: Date): Promise<Date> {
  const [extended]: { expiresAt: string }[] = await em.execute(
    `update reservations
        set expires_at = greatest(expires_at, ?::timestamptz), next_check_at = greatest(next_check_at, ?::timestamptz),
            version = version + 1, updated_at = now()
      where id = ? and state = 'held' and ?::timestamptz <= created_at + make_interval(hours => ?)
     returning expires_at as "expiresAt"`,
    [until, until, orderId, until, MAX_HOLD_HOURS],
  );
  if (extended) return new Date(extended.expiresAt);
  const [reservation]: { state: ReservationState }[] = await em.execute(
    'select state from reservations where id = ?',
    [orderId],
  );
  if (!reservation) throw notFound('reservation');
  if (reservation.state !== 'held') {
    const message = `The reservation of this order is ${reservation.state}.`;
    throw new DomainError('conflict', 'reservation-closed', message);
  }
  throw new DomainError('refused', 'hold-too-long', `Stock is held for ${MAX_HOLD_HOURS} hours at most.`, {
    errors: [{ in: 'body', pointer: '#/until', detail: 'is too late' }],
  });
}
