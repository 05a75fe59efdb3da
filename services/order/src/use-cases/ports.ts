import type { VariantOptions } from '@sidecart/contracts';
import type { HeldLine } from '../domain/order';

export interface RequestedVariant {
  readonly productId: string;
  /** Absent for the variant whose id is the product's. */
  readonly variantId?: string | undefined;
}

export interface RequestedLine extends RequestedVariant {
  readonly quantity: number;
}

/** What the product service may know of a thing that shipping and tax depend on. */
export interface Described {
  readonly categoryId?: string | null;
  /** Of one piece. */
  readonly weightGrams?: number | null;
}

/** Stock that is held for an order, at the prices of the moment it was first held. */
export interface Reservation {
  readonly currency: string;
  readonly lines: readonly (HeldLine & Described)[];
}

/** What the catalogue says of a variant now. */
export interface Quote extends Described {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly options: VariantOptions;
  readonly unitPriceMinor: number;
  readonly currency: string;
  readonly available: number;
  readonly purchasable: boolean;
}

/** What became of the wish to hold stock longer: a hold that is closed was released or committed. */
export type HoldExtension = 'extended' | 'closed';

/** What orders need of the product service. */
export interface ProductCatalogue {
  /**
   * Holds stock for an order, all lines or none. The same order id gets the same answer.
   *
   * @throws DomainError refused (naming the line) when something cannot be bought, conflict when the hold is closed,
   *   unavailable when the service is down
   */
  reserve(orderId: string, lines: readonly RequestedLine[]): Promise<Reservation>;

  /** @returns a quote for each variant that exists */
  quote(variants: readonly RequestedVariant[]): Promise<readonly Quote[]>;

  /** @throws DomainError unavailable when the service is down */
  extendHold(orderId: string, until: Date): Promise<HoldExtension>;
}

export interface Destination {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
}

export interface TaxQuestion {
  readonly destination: Destination;
  readonly lines: readonly (Described & { readonly productId: string })[];
}

/** Rates are in millionths. */
export interface TaxRates {
  /** Whether prices there hold the tax already. */
  readonly included: boolean;
  /** In the order of the lines. */
  readonly lineRatesPpm: readonly number[];
  readonly shippingRatePpm: number;
}

/** Who knows how sales are taxed: a table, or a tax service. */
export interface TaxRules {
  /**
   * @returns undefined when the tax depends on a region and the destination names none that is known
   * @throws DomainError unavailable when the service that knows is down
   */
  ratesFor(question: TaxQuestion): Promise<TaxRates | undefined>;
}
