import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound } from '@sidecart/platform';
import { Payment } from '../domain/payment';

/**
 * Loads a payment for a change and locks its row: moves of one payment happen one after the other.
 *
 * @throws DomainError not-found
 */
export async function lockPayment(em: EntityManager, id: string): Promise<Payment> {
  const payment = await em.findOne(Payment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!payment) throw notFound('payment');
  return payment;
}

/**
 * Finds the payment of an order, locked, if there is one. Until the transaction ends nobody else can open it either:
 * there is no row yet that a lock could hold, so the order's id is locked as well.
 */
export async function lockPaymentOfOrder(em: EntityManager, orderId: string): Promise<Payment | null> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`payment:${orderId}`]);
  return em.findOne(Payment, { orderId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
