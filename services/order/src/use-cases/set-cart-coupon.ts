import { DomainError } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { Cart } from '../domain/cart';
import { findCart, findCartItems, type CartOwner } from './find-cart';
import { findCoupon } from './find-coupon';
import type { NamePlace } from './name-place';
import { quoteLines } from './quote-lines';
import { requireUsable } from './refuse-coupon';

const nameOf: NamePlace = () => ({ in: 'body', pointer: '#/code' });

/**
 * Puts a coupon on a cart, instead of the one that is on it.
 *
 * @throws DomainError refused when the cart is empty or the coupon cannot be used for what is in it, saying why;
 *   not-found for a token of no cart
 */
export async function setCartCoupon(
  deps: OrderDeps,
  owner: CartOwner | undefined,
  code: string,
): Promise<CartOwner> {
  const cart = owner && (await findCart(deps.em, owner, deps.now()));
  const items = cart ? await findCartItems(deps.em, cart.id) : [];
  if (!owner || !cart || items.length === 0) {
    throw new DomainError('refused', 'cart-empty', 'There is nothing in the cart.');
  }
  const lines = (await quoteLines(deps.catalogue, items)).flatMap(({ offer, line }) =>
    offer ? [{ ...offer, quantity: line.quantity }] : [],
  );
  const customerId = 'customerId' in owner ? owner.customerId : undefined;
  const found = await findCoupon(deps.em, code, customerId);
  const currency = lines[0]?.currency ?? '';
  requireUsable(found, { now: deps.now(), currency, lines }, nameOf);
  await deps.em.nativeUpdate(Cart, { id: cart.id }, { couponCode: found?.coupon.code ?? null });
  return owner;
}
