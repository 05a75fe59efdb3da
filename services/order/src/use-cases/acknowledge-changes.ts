import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrderDeps } from '../deps';
import { CartItem } from '../domain/cart';
import { findChanges, type CartChange } from '../domain/cart-changes';
import { findCart, findCartItems, type CartOwner } from './find-cart';
import { quoteLines } from './quote-lines';

export type Acknowledged = Pick<CartChange, 'variantId' | 'kind' | 'to'>;

/**
 * Accepts changes of a cart as they were announced: the new price is the one that was seen, a reduced quantity becomes
 * the line's, what cannot be had leaves. What is different by now is not accepted and will be announced again.
 *
 * @throws DomainError not-found for a token of no cart
 */
export async function acknowledgeChanges(
  deps: OrderDeps,
  owner: CartOwner,
  acknowledged: readonly Acknowledged[],
): Promise<void> {
  const cart = await findCart(deps.em, owner, deps.now());
  if (!cart || acknowledged.length === 0) return;
  const quoted = await quoteLines(deps.catalogue, await findCartItems(deps.em, cart.id));
  const accepted = quoted
    .flatMap(({ line, offer }) => findChanges(line, offer))
    .filter((change) =>
      acknowledged.some(
        ({ variantId, kind, to }) =>
          variantId === change.variantId && kind === change.kind && to === change.to,
      ),
    );
  await deps.em.transactional(async (em) => {
    for (const change of accepted) await accept(em, cart.id, change);
  });
}

/** Nothing is overwritten that the customer has changed meanwhile. */
async function accept(em: EntityManager, cartId: string, change: CartChange): Promise<void> {
  const line = { cart: cartId, variantId: change.variantId };
  switch (change.kind) {
    case 'price-changed':
      await em.nativeUpdate(
        CartItem,
        { ...line, seenUnitPriceMinor: change.from },
        { seenUnitPriceMinor: change.to },
      );
      return;
    case 'quantity-reduced':
      await em.nativeUpdate(CartItem, { ...line, quantity: change.from }, { quantity: change.to });
      return;
    case 'unavailable':
      await em.nativeDelete(CartItem, line);
  }
}
