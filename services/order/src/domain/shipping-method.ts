import type { ShippingRate } from './pricing/shipping-rate';

/** A way of shipping that staff offer, and what it costs. Orders keep its name, so it may be changed or removed. */
export class ShippingMethod implements ShippingRate {
  id!: string;
  name!: string;
  currency!: string;
  /** ISO 3166-1 alpha-2; empty for everywhere. */
  countries!: string[];
  baseMinor!: number;
  perKgMinor!: number;
  freeFromMinor!: number | null;
  active!: boolean;
  /** Grows with each change; the entity tag. */
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  serves(country: string, currency: string): boolean {
    return this.currency === currency && (this.countries.length === 0 || this.countries.includes(country));
  }
}
