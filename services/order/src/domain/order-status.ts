import { DomainError } from '@sidecart/platform';

export const ORDER_STATUSES = [
  'pending',
  'confirmed',
  'shipped',
  'delivered',
  'returned',
  'cancelled',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** Every legal move of an order. What is not here is refused. */
export const orderTransitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['confirmed', 'cancelled'],
  confirmed: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: ['returned'],
  returned: [],
  cancelled: [],
};

/** @throws DomainError conflict when the table does not allow the move */
export function requireTransition(from: OrderStatus, to: OrderStatus): void {
  if (orderTransitions[from].includes(to)) return;
  throw new DomainError(
    'conflict',
    'order-illegal-transition',
    `An order that is ${from} cannot become ${to}.`,
  );
}
