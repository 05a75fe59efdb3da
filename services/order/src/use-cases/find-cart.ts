import type { EntityManager, Loaded } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { Cart, CartItem } from '../domain/cart';
import { hashCartToken } from '../domain/cart-token';

/** Whose cart it is: a customer's, or a guest's by their token. */
export type CartOwner = { readonly customerId: string } | { readonly token: string };

/** The token is of no cart: it never was, or that expired, was merged or ordered away. */
export const cartNotFound = () =>
  new DomainError('not-found', 'cart-not-found', 'There is no cart with this token. Start without one.');

/**
 * Finds a cart without making one.
 *
 * @returns undefined when the customer has none yet
 * @throws DomainError not-found when the guest's token is of no cart
 */
export async function findCart(em: EntityManager, owner: CartOwner, now: Date): Promise<Cart | undefined> {
  if ('customerId' in owner) {
    return (await em.findOne(Cart, { customerId: owner.customerId })) ?? undefined;
  }
  const tokenHash = hashCartToken(owner.token);
  const cart = await em.findOne(Cart, { tokenHash, expiresAt: { $gt: now } });
  if (!cart) throw cartNotFound();
  return cart;
}

/** The lines of a cart, the one that was put in first first. */
export const findCartItems = (em: EntityManager, cartId: string): Promise<Loaded<CartItem>[]> =>
  em.find(CartItem, { cart: cartId }, { orderBy: { addedAt: 'asc', variantId: 'asc' } });
