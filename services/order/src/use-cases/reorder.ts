import { notFound } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import { MAX_CART_LINES } from '../domain/cart';
import { Order } from '../domain/order';
import type { OrderItem } from '../domain/order-item';
import { findCartItems } from './find-cart';
import { openCart } from './open-cart';
import { quoteLines, type QuotedLine } from './quote-lines';
import { addToCart } from './set-cart-item';

/** Why a line of an order, or a part of it, cannot be bought again. */
export const MISSING_REASONS = ['gone', 'not-sold', 'out-of-stock', 'cart-full'] as const;
export type MissingReason = (typeof MISSING_REASONS)[number];

export interface MissingLine {
  readonly item: OrderItem;
  /** How many pieces of it can be in the cart all the same. */
  readonly quantity: number;
  readonly reason: MissingReason;
}

/**
 * Puts what was ordered once into the cart again, as far as it can still be bought, at today's prices. A line holds then
 * as many pieces as the order had, or more if it did before: so a repeat adds nothing.
 *
 * @returns what cannot be bought, or not as much of it
 * @throws DomainError not-found when the order is not the customer's
 */
export async function reorder(deps: OrderDeps, orderId: string, customerId: string): Promise<MissingLine[]> {
  const order = await deps.em.findOne(
    Order,
    { id: orderId, customerId },
    { populate: ['items'], strategy: 'joined' },
  );
  if (!order) throw notFound('order');
  const lines = (await quoteLines(deps.catalogue, order.items.getItems())).map(judge);
  return deps.em.fork().transactional(async (em) => {
    const cart = await openCart(em, { customerId }, deps);
    const items = new Map((await findCartItems(em, cart.id)).map((item) => [item.variantId, item]));
    let room = MAX_CART_LINES - items.size;
    return lines.flatMap(({ line: item, offer, quantity, reason }): MissingLine[] => {
      const missing = reason === undefined ? [] : [{ item, quantity, reason }];
      if (!offer || quantity === 0) return missing;
      const existing = items.get(item.variantId);
      if (existing) existing.quantity = Math.max(existing.quantity, quantity);
      else if (room === 0) return [{ item, quantity: 0, reason: 'cart-full' }];
      else {
        room -= 1;
        addToCart(em, cart.id, offer, quantity, deps.now());
      }
      return missing;
    });
  });
}

type Judged = QuotedLine<OrderItem> & {
  readonly quantity: number;
  readonly reason: MissingReason | undefined;
};

/** How many pieces of a line can be bought, and what is in the way of the rest. */
function judge({ line, offer }: QuotedLine<OrderItem>): Judged {
  if (!offer) return { line, offer, quantity: 0, reason: 'gone' };
  if (!offer.purchasable) return { line, offer, quantity: 0, reason: 'not-sold' };
  const quantity = Math.min(line.quantity, offer.available);
  return { line, offer, quantity, reason: quantity < line.quantity ? 'out-of-stock' : undefined };
}
