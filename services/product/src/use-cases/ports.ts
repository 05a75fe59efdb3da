/** What an order can be to somebody who asks by its id. */
export type OrderStatus = 'pending' | 'confirmed' | 'shipped' | 'delivered' | 'cancelled' | 'unknown';

/** What reservations need of the order service. */
export interface OrderBook {
  /**
   * @returns where each order stands; one that is missing was not answered for
   * @throws DomainError unavailable when the service is down
   */
  statusesOf(orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderStatus>>;
}
