import { DomainError } from '@sidecart/platform';
import { priceOrder, type OrderToPrice } from '../domain/pricing/price-order';
import type { ShippingMethod } from '../domain/shipping-method';
import type { NamePlace } from './name-place';

export interface ShippingWish {
  readonly country: string;
  readonly currency: string;
  /** Absent for the cheapest. */
  readonly methodId: string | undefined;
}

/**
 * Chooses among the methods on offer: the one that is wished for, or else the cheapest for this order. A shop that
 * offers none at all ships for nothing.
 *
 * @throws DomainError refused when the wished one, or any, does not serve the destination in that currency
 */
export function chooseShipping(
  offered: readonly ShippingMethod[],
  order: Omit<OrderToPrice, 'shipping'>,
  wish: ShippingWish,
  nameOf: NamePlace,
): ShippingMethod | undefined {
  const serving = offered.filter((method) => method.serves(wish.country, wish.currency));
  if (wish.methodId !== undefined) {
    const wished = serving.find((method) => method.id === wish.methodId);
    if (wished) return wished;
    throw new DomainError(
      'refused',
      'shipping-method-unavailable',
      'This way of shipping is not offered for this destination and currency.',
      { errors: [{ ...nameOf('shippingMethodId'), detail: 'is not offered there' }] },
    );
  }
  if (offered.length > 0 && serving.length === 0) {
    throw new DomainError('refused', 'shipping-unavailable', 'We do not ship there.', {
      errors: [{ ...nameOf('country'), detail: 'is not served' }],
    });
  }
  return cheapest(serving, order);
}

function cheapest(
  methods: readonly ShippingMethod[],
  order: Omit<OrderToPrice, 'shipping'>,
): ShippingMethod | undefined {
  const [first] = methods
    .map((method) => ({ method, costMinor: priceOrder({ ...order, shipping: method }).totals.shippingMinor }))
    .sort((a, b) => a.costMinor - b.costMinor || (a.method.id < b.method.id ? -1 : 1));
  return first?.method;
}
