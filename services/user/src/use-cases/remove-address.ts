import { notFound, requireVersion } from '@sidecart/platform';
import type { UserDeps } from '../deps';
import { Address } from '../domain/address';
import { lockProfile } from './lock-profile';

/**
 * Removes one of a person's addresses.
 *
 * @throws DomainError not-found (also when it is somebody else's), or precondition-failed when `ifMatch` is not its
 *   version
 */
export const removeAddress = (
  { em }: UserDeps,
  userId: string,
  addressId: string,
  ifMatch: string | undefined,
): Promise<void> =>
  em.transactional(async (tx) => {
    await lockProfile(tx, userId);
    const address = await tx.findOne(Address, { id: addressId, user: userId });
    if (!address) throw notFound('address');
    requireVersion(ifMatch, address.version);
    tx.remove(address);
  });
