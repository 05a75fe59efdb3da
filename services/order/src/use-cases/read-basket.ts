import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { Cart, CartItem } from '../domain/cart';
import type { PlaceOrder } from './place-order';
import type { RequestedLine } from './ports';

/** What is to be ordered. */
export interface Basket {
  readonly lines: readonly RequestedLine[];
  readonly couponCode: string | undefined;
  /** The cart that it is the content of. */
  readonly cartId: string | undefined;
}

/** @throws DomainError refused when it is to come from the cart and that is empty */
export async function readBasket(
  em: EntityManager,
  { lines, couponCode, customerId }: PlaceOrder,
): Promise<Basket> {
  if (lines) return { lines, couponCode, cartId: undefined };
  const items = await em.find(
    CartItem,
    { cart: { customerId } },
    { populate: ['cart'], strategy: 'joined', orderBy: { addedAt: 'asc', variantId: 'asc' } },
  );
  const [first] = items;
  if (!first) throw new DomainError('refused', 'cart-empty', 'There is nothing in the cart.');
  const cart = first.cart.getEntity();
  return {
    lines: items.map(({ productId, variantId, quantity }) => ({ productId, variantId, quantity })),
    couponCode: couponCode ?? cart.couponCode ?? undefined,
    cartId: cart.id,
  };
}

/**
 * Empties the cart that is ordered.
 *
 * @param em an open transaction
 * @throws DomainError conflict when the cart is not any more what is ordered
 */
export async function takeBasket(em: EntityManager, { cartId, lines }: Basket): Promise<void> {
  if (cartId === undefined) return;
  const taken: { variant_id: string; quantity: number }[] = await em.execute(
    'delete from cart_items where cart_id = ? returning variant_id, quantity',
    [cartId],
  );
  const quantityOf = new Map(taken.map((line) => [line.variant_id, line.quantity]));
  const same = lines.every((line) => quantityOf.get(line.variantId ?? line.productId) === line.quantity);
  if (!same || taken.length !== lines.length) {
    throw new DomainError('conflict', 'cart-changed', 'The cart was changed or ordered meanwhile.');
  }
  await em.nativeUpdate(Cart, { id: cartId }, { couponCode: null });
}
