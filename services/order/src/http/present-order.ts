import type { Order } from '../domain/order';
import type { OrderTotals } from '../domain/pricing/price-order';
import type { OrderView } from './order.schema';

export const presentBreakdown = (totals: OrderTotals): OrderView['breakdown'] => ({
  subtotalMinor: totals.subtotalMinor,
  discountMinor: totals.discountMinor,
  shippingMinor: totals.shippingMinor,
  taxMinor: totals.taxMinor,
  taxIncluded: totals.taxIncluded,
});

/** @param order with its items loaded */
export const presentOrder = (order: Order): OrderView => ({
  id: order.id,
  number: order.number,
  status: order.status,
  paymentState: order.paymentState,
  currency: order.currency,
  totalMinor: order.totalMinor,
  refundedMinor: order.refundedMinor,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
  customerId: order.customerId,
  paymentMethodId: order.paymentMethodId,
  cancellationReason: order.cancellationReason,
  carrier: order.carrier,
  trackingNumber: order.trackingNumber,
  trackingUrl: order.trackingUrl,
  deliveredAt: order.deliveredAt?.toISOString() ?? null,
  cancellationNote: order.cancellationNote,
  paymentDeadlineAt: order.paymentDeadlineAt.toISOString(),
  paymentActionUntil: order.paymentActionUntil?.toISOString() ?? null,
  shippingAddress: order.shippingAddress as OrderView['shippingAddress'],
  couponCode: order.couponCode,
  shippingMethod:
    order.shippingMethodId === null || order.shippingMethodName === null
      ? null
      : { id: order.shippingMethodId, name: order.shippingMethodName },
  breakdown: presentBreakdown(order),
  items: order.items.map((item) => ({
    productId: item.productId,
    variantId: item.variantId,
    sku: item.sku,
    name: item.name,
    options: item.options,
    quantity: item.quantity,
    unitPriceMinor: item.unitPriceMinor,
    totalMinor: item.totalMinor,
    discountMinor: item.discountMinor,
    taxMinor: item.taxMinor,
    taxRatePpm: item.taxRatePpm,
    returnedQuantity: item.returnedQuantity,
    returnableQuantity: item.quantity - item.claimedQuantity,
  })),
});
