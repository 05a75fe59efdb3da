import type { OrderDeps } from '../deps';
import { Cart, CartItem } from '../domain/cart';
import { findCart, type CartOwner } from './find-cart';

/** Takes a variant out of a cart; it need not be in it. @throws DomainError not-found for a token of no cart */
export async function removeCartItem(deps: OrderDeps, owner: CartOwner, variantId: string): Promise<void> {
  const cart = await findCart(deps.em, owner, deps.now());
  if (cart) await deps.em.nativeDelete(CartItem, { cart: cart.id, variantId });
}

/** Takes everything out of a cart, its coupon too. @throws DomainError not-found for a token of no cart */
export async function emptyCart(deps: OrderDeps, owner: CartOwner): Promise<void> {
  const cart = await findCart(deps.em, owner, deps.now());
  if (!cart) return;
  await deps.em.transactional(async (em) => {
    await em.nativeUpdate(Cart, { id: cart.id }, { couponCode: null });
    await em.nativeDelete(CartItem, { cart: cart.id });
  });
}

/** Takes the coupon off a cart; there need not be one. @throws DomainError not-found for a token of no cart */
export async function removeCartCoupon(deps: OrderDeps, owner: CartOwner): Promise<void> {
  const cart = await findCart(deps.em, owner, deps.now());
  if (cart) await deps.em.nativeUpdate(Cart, { id: cart.id }, { couponCode: null });
}
