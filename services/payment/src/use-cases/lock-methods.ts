import type { EntityManager } from '@mikro-orm/postgresql';
import { PaymentMethod } from '../domain/payment-method';

/**
 * The methods a customer has, newest first. Until the transaction ends nobody else changes which they are: how many
 * there are and which is the default is decided over all of them.
 */
export async function lockMethods(em: EntityManager, customerId: string): Promise<PaymentMethod[]> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`payment-methods:${customerId}`]);
  return em.find(
    PaymentMethod,
    { customerId, removedAt: null },
    { orderBy: { createdAt: 'desc', id: 'desc' } },
  );
}
