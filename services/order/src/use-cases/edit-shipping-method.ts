import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { notFound, requireVersion } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { ShippingMethod } from '../domain/shipping-method';
import type { NewShippingMethod } from './create-shipping-method';

/**
 * @param ifMatch the version that was read
 * @throws DomainError not-found, or precondition-failed when somebody changed it meanwhile
 */
export async function editShippingMethod(
  deps: OrderDeps,
  id: string,
  changes: Partial<Omit<NewShippingMethod, 'currency'>>,
  ifMatch: string | undefined,
): Promise<ShippingMethod> {
  return deps.em.transactional(async (em) => {
    const method = await lock(em, id, ifMatch);
    Object.assign(method, changes);
    method.name = method.name.trim();
    method.version += 1;
    method.updatedAt = deps.now();
    return method;
  });
}

/** @throws as `editShippingMethod` */
export async function deleteShippingMethod(
  deps: OrderDeps,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  await deps.em.transactional(async (em) => void em.remove(await lock(em, id, ifMatch)));
}

async function lock(em: EntityManager, id: string, ifMatch: string | undefined): Promise<ShippingMethod> {
  const method = await em.findOne(ShippingMethod, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!method) throw notFound('shipping method');
  requireVersion(ifMatch, method.version);
  return method;
}
