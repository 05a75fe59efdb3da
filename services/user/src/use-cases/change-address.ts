import { notFound, requireVersion } from '@sidecart/platform';
import type { UserDeps } from '../deps';
import { Address, type AddressInput } from '../domain/address';
import { lockProfile } from './lock-profile';
import { yieldDefaultShipping } from './yield-default-shipping';

/**
 * Changes what is sent of one of a person's addresses.
 *
 * @throws DomainError malformed, not-found (also when it is somebody else's), or precondition-failed when `ifMatch` is
 *   not its version
 */
export const changeAddress = (
  { em, now }: UserDeps,
  userId: string,
  addressId: string,
  change: Partial<AddressInput>,
  ifMatch: string | undefined,
): Promise<Address> =>
  em.transactional(async (tx) => {
    await lockProfile(tx, userId);
    const address = await tx.findOne(Address, { id: addressId, user: userId });
    if (!address) throw notFound('address');
    requireVersion(ifMatch, address.version);
    const becomesDefault = change.isDefaultShipping === true && !address.isDefaultShipping;
    if (becomesDefault) await yieldDefaultShipping(tx, userId, now());
    address.change(change, now());
    return address;
  });
