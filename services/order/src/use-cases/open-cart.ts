import type { EntityManager } from '@mikro-orm/postgresql';
import { v7 as uuidv7 } from 'uuid';
import type { OrderDeps } from '../deps';
import { hashCartToken, newCartToken } from '../domain/cart-token';
import { expiryOf } from './cart-expiry';
import { cartNotFound, type CartOwner } from './find-cart';

/** A cart that is locked for a change. */
export interface OpenCart {
  readonly id: string;
  /** Whose it is from now on: a guest that had none has got a token. */
  readonly owner: CartOwner;
}

/**
 * Locks a cart for a change and notes that it is used; makes it where there is none.
 *
 * @param em an open transaction
 * @throws DomainError not-found when a guest's token is of no cart
 */
export async function openCart(
  em: EntityManager,
  owner: CartOwner | undefined,
  { cartDays, now }: Pick<OrderDeps, 'cartDays' | 'now'>,
): Promise<OpenCart> {
  const at = now();
  if (!owner) return makeGuestCart(em, expiryOf('guest', cartDays, at), at);
  if ('token' in owner) {
    const [cart]: { id: string }[] = await em.execute(
      'update carts set updated_at = ?, expires_at = ? where token_hash = ? and expires_at > ? returning id',
      [at, expiryOf('guest', cartDays, at), hashCartToken(owner.token), at],
    );
    if (!cart) throw cartNotFound();
    return { id: cart.id, owner };
  }
  const [cart]: { id: string }[] = await em.execute(
    `insert into carts (id, customer_id, created_at, updated_at, expires_at) values (?, ?, ?, ?, ?)
     on conflict (customer_id) do update set updated_at = excluded.updated_at, expires_at = excluded.expires_at
     returning id`,
    [uuidv7(), owner.customerId, at, at, expiryOf('customer', cartDays, at)],
  );
  if (!cart) throw new Error('A cart was neither made nor found');
  return { id: cart.id, owner };
}

async function makeGuestCart(em: EntityManager, expiresAt: Date, now: Date): Promise<OpenCart> {
  const id = uuidv7();
  const token = newCartToken();
  await em.execute(
    'insert into carts (id, token_hash, created_at, updated_at, expires_at) values (?, ?, ?, ?, ?)',
    [id, hashCartToken(token), now, now, expiresAt],
  );
  return { id, owner: { token } };
}
