import type { OrderDeps } from '../deps';
import { Cart, type CartItem } from '../domain/cart';
import { findChanges, type CartChange } from '../domain/cart-changes';
import type { CouponRefusal } from '../domain/coupon';
import { expiryOf, isDueForRefresh } from './cart-expiry';
import { findCart, findCartItems, type CartOwner } from './find-cart';
import { findCoupon, type FoundCoupon } from './find-coupon';
import type { NamePlace } from './name-place';
import type { Destination, Quote } from './ports';
import { priceCheckout, type CheckoutLine, type PricedCheckout } from './price-checkout';
import { quoteLines, type QuotedLine } from './quote-lines';

export interface EstimateFor {
  readonly destination: Destination;
  readonly shippingMethodId: string | undefined;
}

export interface ViewedCart {
  readonly lines: readonly QuotedLine<CartItem>[];
  readonly changes: readonly CartChange[];
  readonly coupon:
    | {
        readonly code: string;
        readonly found: FoundCoupon | undefined;
        readonly refusal: CouponRefusal | undefined;
      }
    | undefined;
  readonly estimate: (PricedCheckout & { readonly currency: string }) | undefined;
}

const NOTHING: ViewedCart = { lines: [], changes: [], coupon: undefined, estimate: undefined };

/** Whether as many pieces of a line as are wanted can be had. */
export const isPurchasable = ({ line, offer }: QuotedLine<CartItem>): boolean =>
  offer !== undefined && offer.purchasable && offer.available >= line.quantity;

/**
 * Looks at a cart with the prices and stock of this moment. Nobody has a cart for having looked.
 *
 * @param target where an order would go; without it there is no estimate
 * @throws DomainError not-found for a token of no cart; refused when it cannot be shipped or taxed as asked
 */
export async function viewCart(
  deps: OrderDeps,
  owner: CartOwner | undefined,
  target: EstimateFor | undefined,
  nameOf: NamePlace,
): Promise<ViewedCart> {
  const cart = owner && (await findCart(deps.em, owner, deps.now()));
  if (!cart) return NOTHING;
  await noteUse(deps, cart);
  const lines = await quoteLines(deps.catalogue, await findCartItems(deps.em, cart.id));
  const goods = goodsOf(lines.filter(isPurchasable));
  const coupon = await judgeCoupon(deps, cart, goods);
  const usable = coupon?.refusal === undefined ? coupon?.found?.coupon : undefined;
  const estimate =
    target && goods && (await priceCheckout(deps, { ...goods, ...target, coupon: usable }, nameOf));
  return {
    lines,
    changes: lines.flatMap(({ line, offer }) => findChanges(line, offer)),
    coupon,
    estimate: estimate && { ...estimate, currency: goods.currency },
  };
}

interface Goods {
  readonly currency: string;
  readonly lines: readonly CheckoutLine[];
}

/** What could be ordered together: an order has one currency. */
function goodsOf(lines: readonly QuotedLine<CartItem>[]): Goods | undefined {
  const offers = lines.map(({ line, offer }) => ({ ...(offer as Quote), quantity: line.quantity }));
  const [currency, ...others] = new Set(offers.map((offer) => offer.currency));
  return currency === undefined || others.length > 0 ? undefined : { currency, lines: offers };
}

async function judgeCoupon(
  deps: OrderDeps,
  cart: Cart,
  goods: Goods | undefined,
): Promise<ViewedCart['coupon']> {
  if (cart.couponCode === null) return undefined;
  const found = await findCoupon(deps.em, cart.couponCode, cart.customerId ?? undefined);
  const use = { now: deps.now(), currency: goods?.currency ?? '', lines: goods?.lines ?? [] };
  const refusal = found ? found.coupon.refusalFor({ ...use, ...found }) : 'coupon-unknown';
  return { code: cart.couponCode, found, refusal };
}

/** Moves the expiry on, though not with every look. */
async function noteUse({ em, cartDays, now }: OrderDeps, cart: Cart): Promise<void> {
  const fresh = expiryOf(cart.customerId === null ? 'guest' : 'customer', cartDays, now());
  if (isDueForRefresh(cart.expiresAt, fresh))
    await em.nativeUpdate(Cart, { id: cart.id }, { expiresAt: fresh });
}
