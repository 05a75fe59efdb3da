import { randomUUID } from 'node:crypto';
import { Order, type NewOrder } from '../src/domain/order';

export const PLACED_AT = new Date('2026-01-01T00:00:00Z');

type Line = NewOrder['lines'][number];

/** A line of a product without options, free of tax and discount. */
export const line = (quantity = 1, unitPriceMinor = 100): Line => ({
  productId: randomUUID(),
  variantId: randomUUID(),
  sku: 'S',
  name: 'N',
  options: {},
  quantity,
  unitPriceMinor,
  totalMinor: quantity * unitPriceMinor,
  discountMinor: 0,
  taxMinor: 0,
  taxRatePpm: 0,
});

const totalsOf = (lines: readonly Line[]): NewOrder['totals'] => {
  const subtotalMinor = lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  return {
    subtotalMinor,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor: 0,
    shippingTaxMinor: 0,
    taxIncluded: true,
    totalMinor: subtotalMinor,
  };
};

/** A new order of these lines, with nothing added to them unless told. */
export const place = (lines: readonly Line[] = [line()], totals: Partial<NewOrder['totals']> = {}): Order =>
  Order.place(
    {
      id: randomUUID(),
      customerId: randomUUID(),
      paymentMethodId: randomUUID(),
      shippingAddress: { name: 'N', line1: 'L', city: 'C', postalCode: 'P', country: 'DE' },
      currency: 'EUR',
      lines,
      totals: { ...totalsOf(lines), ...totals },
      shippingMethod: undefined,
      couponCode: undefined,
    },
    PLACED_AT,
  );
