import type { EntityManager } from '@mikro-orm/postgresql';
import { MAX_AMOUNT_MINOR } from '@sidecart/contracts';
import { DomainError } from '@sidecart/platform';
import type { Coupon } from '../domain/coupon';
import { priceOrder, type PricedOrder } from '../domain/pricing/price-order';
import { ShippingMethod } from '../domain/shipping-method';
import { chooseShipping } from './choose-shipping';
import type { NamePlace } from './name-place';
import type { Described, Destination, TaxRates, TaxRules } from './ports';

export interface CheckoutLine extends Described {
  readonly productId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** What is to be bought, where it goes, and how. */
export interface Checkout {
  readonly currency: string;
  readonly lines: readonly CheckoutLine[];
  readonly destination: Destination;
  readonly shippingMethodId: string | undefined;
  /** One that may be used for it. */
  readonly coupon: Coupon | undefined;
}

export interface PricedCheckout extends PricedOrder {
  readonly shippingMethod: ShippingMethod | undefined;
}

/**
 * Works out what a checkout costs with today's shipping methods and taxes; the prices of its lines are given. The same
 * for the estimate of a cart and for an order.
 *
 * @throws DomainError refused when it cannot be shipped or taxed as asked, or costs more than we handle
 */
export async function priceCheckout(
  { em, taxRules }: { readonly em: EntityManager; readonly taxRules: TaxRules },
  checkout: Checkout,
  nameOf: NamePlace,
): Promise<PricedCheckout> {
  const rates = await taxRules.ratesFor(checkout);
  if (!rates) throw regionNeeded(nameOf);
  const offered = await em.find(ShippingMethod, { active: true });
  const order = toOrder(checkout, rates);
  const shippingMethod = chooseShipping(
    offered,
    order,
    {
      country: checkout.destination.country,
      currency: checkout.currency,
      methodId: checkout.shippingMethodId,
    },
    nameOf,
  );
  const priced = priceOrder({ ...order, shipping: shippingMethod });
  if (Math.max(priced.totals.subtotalMinor, priced.totals.totalMinor) > MAX_AMOUNT_MINOR) {
    throw new DomainError('refused', 'order-too-large', 'An order cannot cost that much.', {
      errors: [{ ...nameOf('items'), detail: 'cost too much together' }],
    });
  }
  return { ...priced, shippingMethod };
}

const toOrder = ({ lines, coupon }: Checkout, rates: TaxRates) => ({
  lines: lines.map((line, index) => ({
    variantId: line.variantId,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    weightGrams: line.weightGrams ?? 0,
    taxRatePpm: rates.lineRatesPpm[index] ?? 0,
    discountable: coupon?.appliesTo(line.productId) ?? false,
  })),
  discount: coupon?.discount,
  shippingTaxRatePpm: rates.shippingRatePpm,
  taxIncluded: rates.included,
});

const regionNeeded = (nameOf: NamePlace) =>
  new DomainError('refused', 'region-required', 'The tax at this destination depends on its region.', {
    errors: [{ ...nameOf('region'), detail: 'must be the letters of the region, such as CA' }],
  });
