import { allocate } from './allocate';
import { discountOn, type Discount } from './discount';
import { shippingCost, type ShippingRate } from './shipping-rate';
import { taxShares } from './tax-shares';

export interface LineToPrice {
  /** Decides who gets the odd unit of a split, so that the order of the lines does not. */
  readonly variantId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Of one piece; 0 where nobody knows. */
  readonly weightGrams: number;
  readonly taxRatePpm: number;
  /** Whether the discount applies to it. */
  readonly discountable: boolean;
}

export interface OrderToPrice {
  /** Of distinct variants. */
  readonly lines: readonly LineToPrice[];
  readonly discount: Discount | undefined;
  /** Absent where shipping costs nothing. */
  readonly shipping: ShippingRate | undefined;
  readonly shippingTaxRatePpm: number;
  /** Whether prices hold the tax already, shipping included. */
  readonly taxIncluded: boolean;
}

/** All in minor units. `total = subtotal - discount + shipping + (taxIncluded ? 0 : tax)`. */
export interface OrderTotals {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  /** The tax on lines and on shipping; part of the prices when `taxIncluded`. */
  readonly taxMinor: number;
  /** The part of the tax that is on shipping. */
  readonly shippingTaxMinor: number;
  readonly taxIncluded: boolean;
  readonly totalMinor: number;
}

/** What a line costs before the discount, and its shares of discount and tax. */
export interface LineShares {
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly taxRatePpm: number;
}

export interface PricedOrder {
  readonly totals: OrderTotals;
  /** In the order in which the lines were given. */
  readonly lines: readonly LineShares[];
}

/**
 * Works out what an order costs: subtotal, discount, shipping, tax. Discount and tax are split among the lines so that
 * the shares add up exactly; that of shipping is kept apart. ADR 19 has the rules of rounding.
 */
export function priceOrder(order: OrderToPrice): PricedOrder {
  const lines = [...order.lines].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
  const totals = lines.map((line) => line.quantity * line.unitPriceMinor);
  const discounts = discountShares(lines, totals, order.discount);
  const goods = totals.map((total, index) => total - (discounts[index] ?? 0));
  const weightGrams = sum(lines.map((line) => line.quantity * line.weightGrams));
  const shippingMinor = order.shipping ? shippingCost(order.shipping, sum(goods), weightGrams) : 0;
  const taxes = taxShares(
    [
      ...lines.map(({ taxRatePpm }, index) => ({ amountMinor: goods[index] ?? 0, ratePpm: taxRatePpm })),
      { amountMinor: shippingMinor, ratePpm: order.shippingTaxRatePpm },
    ],
    order.taxIncluded,
  );
  const shares = lines.map((line, index) => ({
    totalMinor: totals[index] ?? 0,
    discountMinor: discounts[index] ?? 0,
    taxMinor: taxes[index] ?? 0,
    taxRatePpm: line.taxRatePpm,
  }));
  const taxMinor = sum(taxes);
  return {
    totals: {
      subtotalMinor: sum(totals),
      discountMinor: sum(discounts),
      shippingMinor,
      taxMinor,
      shippingTaxMinor: taxes.at(-1) ?? 0,
      taxIncluded: order.taxIncluded,
      totalMinor: sum(goods) + shippingMinor + (order.taxIncluded ? 0 : taxMinor),
    },
    lines: order.lines.map((line) => shares[lines.indexOf(line)] as LineShares),
  };
}

function discountShares(
  lines: readonly LineToPrice[],
  totals: readonly number[],
  discount: Discount | undefined,
): number[] {
  if (!discount) return totals.map(() => 0);
  const weights = totals.map((total, index) => (lines[index]?.discountable ? total : 0));
  return allocate(discountOn(sum(weights), discount), weights);
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
