import type { PricedLine } from '../domain/order';

export interface RequestedLine {
  readonly productId: string;
  readonly quantity: number;
}

/** Stock that is held for an order, at the prices of the moment it was first held. */
export interface Reservation {
  readonly currency: string;
  readonly lines: readonly PricedLine[];
}

/** What the catalogue says of a product now. */
export interface Quote {
  readonly productId: string;
  readonly name: string;
  readonly unitPriceMinor: number;
  readonly currency: string;
  readonly available: number;
  readonly purchasable: boolean;
}

/** What orders need of the product service. */
export interface ProductCatalogue {
  /**
   * Holds stock for an order, all lines or none. The same order id gets the same answer.
   *
   * @throws DomainError refused (naming the line) when something cannot be bought, conflict when the hold is closed,
   *   unavailable when the service is down
   */
  reserve(orderId: string, lines: readonly RequestedLine[]): Promise<Reservation>;

  /** @returns a quote for each product that exists */
  quote(productIds: readonly string[]): Promise<readonly Quote[]>;
}
