import { notFound } from '@sidecart/platform';
import type { PaymentDeps } from '../deps';
import { lockMethods } from './lock-methods';

/**
 * Removes a payment method. Payments that were opened with it keep it; the newest of the others becomes the default when
 * it was that.
 *
 * @throws DomainError not-found when it does not exist or is somebody else's
 */
export async function removeMethod(deps: PaymentDeps, customerId: string, methodId: string): Promise<void> {
  await deps.em.transactional(async (em) => {
    const methods = await lockMethods(em, customerId);
    const method = methods.find(({ id }) => id === methodId);
    if (!method) throw notFound('payment method');
    const successor = method.isDefault ? methods.find((other) => other !== method) : undefined;
    method.removedAt = deps.now();
    method.isDefault = false;
    // The database allows one default at any moment.
    await em.flush();
    if (successor) successor.isDefault = true;
  });
}
