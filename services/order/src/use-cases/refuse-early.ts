import { DomainError } from '@sidecart/platform';
import type { OrderDeps } from '../deps';
import type { Coupon } from '../domain/coupon';
import { findCoupon } from './find-coupon';
import { nameBodyPlace, type NamePlace } from './name-place';
import type { PlaceOrder } from './place-order';
import { priceCheckout, type Checkout, type CheckoutLine, type PricedCheckout } from './price-checkout';
import type { Basket } from './read-basket';
import { requireUsable } from './refuse-coupon';

/**
 * Refuses, before any stock is held, an order whose coupon or expected total does not fit today's prices: a hold that
 * nobody claims would keep the goods from the customer's own next attempt. An order with neither is not looked at.
 *
 * @returns the coupon that the order is placed with
 * @throws DomainError refused or conflict, naming the field
 */
export async function refuseEarly(
  deps: OrderDeps,
  input: PlaceOrder,
  { lines, couponCode }: Basket,
): Promise<Coupon | undefined> {
  if (couponCode === undefined && input.expectedTotalMinor === undefined) return undefined;
  const found =
    couponCode === undefined ? undefined : await findCoupon(deps.em, couponCode, input.customerId);
  const quotes = await deps.catalogue.quote(lines);
  const quoteOf = new Map(quotes.map((quote) => [quote.variantId, quote]));
  const quoted = lines.flatMap(({ productId, variantId = productId, quantity }) => {
    const quote = quoteOf.get(variantId);
    return quote ? [{ ...quote, quantity }] : [];
  });
  const [first] = quoted;
  // What cannot be had is for the reservation to refuse, which names the line.
  if (!first || quoted.length < lines.length) return found?.coupon;
  const goods = { currency: first.currency, lines: quoted };
  if (couponCode !== undefined) requireUsable(found, { now: deps.now(), ...goods }, nameBodyPlace);
  const priced = await priceCheckout(deps, toCheckout(input, found?.coupon, goods), nameBodyPlace);
  requireExpectedTotal(input.expectedTotalMinor, priced, nameBodyPlace);
  return found?.coupon;
}

export const toCheckout = (
  { shippingAddress, shippingMethodId }: PlaceOrder,
  coupon: Coupon | undefined,
  { currency, lines }: { readonly currency: string; readonly lines: readonly CheckoutLine[] },
): Checkout => ({ currency, lines, destination: shippingAddress, shippingMethodId, coupon });

/** @throws DomainError conflict when the client expects another total than there is */
export function requireExpectedTotal(
  expectedMinor: number | undefined,
  { totals: { totalMinor } }: PricedCheckout,
  nameOf: NamePlace,
): void {
  if (expectedMinor === undefined || expectedMinor === totalMinor) return;
  throw new DomainError('conflict', 'price-changed', `The total is ${totalMinor} now. Look at it again.`, {
    errors: [{ ...nameOf('expectedTotalMinor'), detail: `is not the total, which is ${totalMinor}` }],
  });
}
