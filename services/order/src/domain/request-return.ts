import { DomainError } from '@sidecart/platform';
import type { Order } from './order';
import { OrderReturn } from './order-return';

const DAY_MS = 24 * 3_600_000;

export interface ReturnRequest {
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  readonly reason: string;
  /** How long after its delivery an order may be returned. */
  readonly windowDays: number;
}

/**
 * Asks to send pieces of an order back. No piece can be in two returns.
 *
 * @param order with its items loaded
 * @throws DomainError conflict unless the order was delivered; refused when that was too long ago, when a line is not in
 *   the order, or when fewer pieces are left than are to be returned
 */
export function requestReturn(
  order: Order,
  { lines, reason, windowDays }: ReturnRequest,
  now: Date,
): OrderReturn {
  if (order.status !== 'delivered' || order.deliveredAt === null) {
    throw new DomainError(
      'conflict',
      'order-not-delivered',
      `An order that is ${order.status} cannot be returned.`,
    );
  }
  if (now.getTime() > order.deliveredAt.getTime() + windowDays * DAY_MS) {
    throw new DomainError(
      'refused',
      'return-window-over',
      `An order can be returned within ${windowDays} days of its delivery.`,
    );
  }
  const claimed = lines.map(({ variantId, quantity }, index) => {
    const item = order.items.getItems().find((one) => one.variantId === variantId.toLowerCase());
    if (!item) throw refusal('not-in-order', index, 'variantId', 'is not in the order');
    const left = item.quantity - item.claimedQuantity;
    if (quantity > left)
      throw refusal('too-many-to-return', index, 'quantity', `only ${left} can be returned`);
    return { item, quantity };
  });
  return OrderReturn.request(order, claimed, reason, now);
}

const refusal = (code: string, index: number, field: string, detail: string) =>
  new DomainError('refused', code, 'Some of these lines cannot be returned.', {
    errors: [{ in: 'body', pointer: `#/lines/${index}/${field}`, detail }],
  });
