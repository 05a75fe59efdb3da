import type { OrderDeps } from '../deps';
import type { CartItem } from '../domain/cart';
import { discountOn } from '../domain/pricing/discount';
import type { CartOwner } from '../use-cases/find-cart';
import type { NamePlace, Place } from '../use-cases/name-place';
import type { QuotedLine } from '../use-cases/quote-lines';
import { isPurchasable, viewCart, type EstimateFor, type ViewedCart } from '../use-cases/view-cart';
import type { CartView } from './cart.schema';
import { presentBreakdown } from './present-order';

/** The places in the query of a cart. */
const nameQueryPlace: NamePlace = (place: Place) => ({ in: 'query', pointer: place });

/** Reads a cart with the names, prices and stock of this moment. */
export async function presentCart(
  deps: OrderDeps,
  owner: CartOwner | undefined,
  target?: EstimateFor,
): Promise<CartView> {
  const cart = await viewCart({ ...deps, em: deps.em.fork() }, owner, target, nameQueryPlace);
  const { estimate } = cart;
  return {
    items: cart.lines.map(presentLine),
    totals: totalsOf(cart.lines.filter(isPurchasable).map(presentLine)),
    changes: [...cart.changes],
    coupon: presentCoupon(cart),
    estimate: estimate
      ? {
          currency: estimate.currency,
          shippingMethod: estimate.shippingMethod
            ? { id: estimate.shippingMethod.id, name: estimate.shippingMethod.name }
            : null,
          breakdown: presentBreakdown(estimate.totals),
          totalMinor: estimate.totals.totalMinor,
        }
      : null,
  };
}

const presentLine = (quoted: QuotedLine<CartItem>): CartView['items'][number] => {
  const { line, offer } = quoted;
  const unitPriceMinor = offer?.unitPriceMinor ?? line.seenUnitPriceMinor ?? 0;
  return {
    productId: line.productId,
    variantId: line.variantId,
    sku: offer?.sku ?? '',
    name: offer?.name ?? line.seenName ?? '',
    options: offer?.options ?? {},
    quantity: line.quantity,
    unitPriceMinor,
    totalMinor: unitPriceMinor * line.quantity,
    currency: offer?.currency ?? line.seenCurrency ?? UNKNOWN_CURRENCY,
    available: offer?.available ?? 0,
    purchasable: isPurchasable(quoted),
  };
};

/** Of what does not exist any more and was put in before its price was kept: ISO 4217 has this for no currency. */
const UNKNOWN_CURRENCY = 'XXX';

function presentCoupon({ coupon, lines }: ViewedCart): CartView['coupon'] {
  if (!coupon) return null;
  const { code, found, refusal } = coupon;
  if (!found || refusal !== undefined) return { code, discountMinor: 0, refusal: refusal ?? null };
  const discounted = lines
    .filter((quoted) => isPurchasable(quoted) && found.coupon.appliesTo(quoted.line.productId))
    .map(presentLine);
  const baseMinor = discounted.reduce((sum, line) => sum + line.totalMinor, 0);
  return { code, discountMinor: discountOn(baseMinor, found.coupon.discount), refusal: null };
}

function totalsOf(items: CartView['items']): CartView['totals'] {
  const sums = new Map<string, number>();
  for (const { currency, totalMinor } of items) sums.set(currency, (sums.get(currency) ?? 0) + totalMinor);
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
