import type { Order } from '../domain/order';
import type { OrderView } from './order.schema';

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
  shippingAddress: order.shippingAddress as OrderView['shippingAddress'],
  items: order.items.map(({ productId, sku, name, quantity, unitPriceMinor, totalMinor }) => ({
    productId,
    sku,
    name,
    quantity,
    unitPriceMinor,
    totalMinor,
  })),
});
