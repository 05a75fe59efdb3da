import { randomUUID } from 'node:crypto';
import { inParallel } from '../in-parallel';

/** How many of each thing that a request uses up. */
export const SPARE = 3;

export const ADDRESS = {
  name: 'Carla Customer',
  line1: 'Sample Street 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
};

/** Makes several of one kind, one after the other. */
export const spare = <T>(make: () => Promise<T>, count = SPARE): Promise<T[]> =>
  inParallel(Array.from({ length: count }), 1, make);

/** A coupon whose code nobody has. */
export const newCoupon = () => ({
  code: `TRIED${randomUUID().slice(0, 8).toUpperCase()}`,
  percentBps: 1_000,
  minimumSubtotalMinor: 0,
  productIds: [],
  active: true,
});

/** A way of shipping whose name nothing has. */
export const newShippingMethod = () => ({
  name: `Tried ${randomUUID()}`,
  currency: 'EUR',
  countries: ['DE'],
  baseMinor: 490,
  perKgMinor: 0,
  active: true,
});
