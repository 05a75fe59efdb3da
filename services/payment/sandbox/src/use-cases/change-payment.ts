import { LockMode, type EntityManager, type FilterQuery } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import type { SandboxDeps } from '../deps';
import type { Card } from '../domain/card';
import { Payment } from '../domain/payment';
import { announce, queueWebhooks } from '../webhooks/announce';
import { requireCard } from './require-card';

/** What is done to a payment that is locked. */
export type Change = (payment: Payment, card: Card, now: Date) => void;

/**
 * Moves one payment, and queues the news of it when it has moved.
 *
 * @throws DomainError not-found, or conflict when its state does not allow it
 */
export async function changePayment(
  deps: SandboxDeps,
  where: FilterQuery<Payment>,
  change: Change,
): Promise<Payment> {
  const payment = await deps.em.transactional(async (em) => {
    const found = await em.findOne(Payment, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!found) throw notFound('payment');
    await moveLocked(deps, em, found, change);
    return found;
  });
  deps.wake.webhooks();
  return payment;
}

/** The same within a transaction that holds the lock. */
export async function moveLocked(
  deps: SandboxDeps,
  em: EntityManager,
  payment: Payment,
  change: Change,
): Promise<void> {
  const before = payment.status;
  change(payment, requireCard(payment.methodToken ?? 'tok_visa'), deps.now());
  if (payment.status !== before) await queueWebhooks(em, announce(deps, payment));
}
