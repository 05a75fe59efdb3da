import { ref } from '@mikro-orm/core';
import { DomainError, once, type IdempotentRequest, type Reply } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import type { UserDeps } from '../deps';
import { Address, MAX_ADDRESSES, type AddressInput } from '../domain/address';
import { lockProfile } from './lock-profile';
import { yieldDefaultShipping } from './yield-default-shipping';

/**
 * Adds an address to a person's.
 *
 * @param toReply renders the answer, which is kept for repeats of the request
 * @throws DomainError malformed, not-found, or refused when there are twenty already
 */
export const addAddress = (
  { em, now }: UserDeps,
  userId: string,
  input: AddressInput,
  idempotency: IdempotentRequest | undefined,
  toReply: (address: Address) => Reply,
): Promise<Reply> =>
  once(em, idempotency, async (tx) => {
    const user = await lockProfile(tx, userId);
    if ((await tx.count(Address, { user: userId })) >= MAX_ADDRESSES) {
      throw new DomainError('refused', 'too-many-addresses', `You can have ${MAX_ADDRESSES} addresses.`);
    }
    const at = now();
    const address = Object.assign(new Address(), {
      id: uuidv7(),
      user: ref(user),
      isDefaultShipping: false,
      version: 0,
      createdAt: at,
    });
    address.change(input, at);
    if (address.isDefaultShipping) await yieldDefaultShipping(tx, userId, at);
    tx.persist(address);
    return toReply(address);
  });
