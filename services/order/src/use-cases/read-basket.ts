import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { CartItem } from '../domain/cart';
import type { PlaceOrder } from './place-order';
import type { RequestedLine } from './ports';

/** What is to be ordered. */
export interface Basket {
  readonly lines: readonly RequestedLine[];
  readonly couponCode: string | undefined;
  /** Whose cart it is the content of. */
  readonly cartOf: string | undefined;
}

/** @throws DomainError refused when it is to come from the cart and that is empty */
export async function readBasket(
  em: EntityManager,
  { lines, couponCode, customerId }: PlaceOrder,
): Promise<Basket> {
  if (lines) return { lines, couponCode, cartOf: undefined };
  const items = await em.find(CartItem, { customerId }, { orderBy: { productId: 'asc' } });
  if (items.length === 0) throw new DomainError('refused', 'cart-empty', 'There is nothing in the cart.');
  return {
    lines: items.map(({ productId, quantity }) => ({ productId, quantity })),
    couponCode,
    cartOf: customerId,
  };
}

/** Empties the cart that was ordered. */
export async function takeBasket(em: EntityManager, { cartOf }: Basket): Promise<void> {
  if (cartOf !== undefined) await em.nativeDelete(CartItem, { customerId: cartOf });
}
