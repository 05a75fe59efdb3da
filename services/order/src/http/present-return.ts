import type { OrderReturn } from '../domain/order-return';
import type { ReturnView } from './return.schema';

/** @param found with its lines and their items loaded */
export const presentReturn = (found: OrderReturn): ReturnView => ({
  id: found.id,
  orderId: found.order.id,
  customerId: found.customerId,
  status: found.status,
  reason: found.reason,
  currency: found.currency,
  refundMinor: found.refundMinor,
  createdAt: found.createdAt.toISOString(),
  updatedAt: found.updatedAt.toISOString(),
  lines: found.lines.map((line) => {
    const { productId, variantId, sku, name, options } = line.item.getEntity();
    return {
      productId,
      variantId,
      sku,
      name,
      options,
      quantity: line.quantity,
      amountMinor: line.amountMinor,
    };
  }),
  restock: found.restock,
  shippingMinor: found.lines
    .getItems()
    .reduce((rest, line) => rest - (line.amountMinor ?? 0), found.amountMinor ?? 0),
  deduction:
    found.deductionReason === null
      ? null
      : { amountMinor: found.deductionMinor, reason: found.deductionReason },
  rejectionReason: found.rejectionReason,
  failureReason: found.failureReason,
});
