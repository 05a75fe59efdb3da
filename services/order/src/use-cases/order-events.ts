import {
  orderCancelledV1,
  orderConfirmedV1,
  type EventData,
  type orderCreatedV1,
  type orderDeliveredV1,
  type orderShippedV1,
} from '@sidecart/contracts';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Order } from '../domain/order';
import { tellOfOrder } from './tell-of-order';

const identity = (order: Order) => ({
  orderId: order.id,
  orderNumber: order.number,
  customerId: order.customerId,
});

const total = (order: Order) => ({ amountMinor: order.totalMinor, currency: order.currency });

export const toOrderCreated = (order: Order): EventData<typeof orderCreatedV1> => ({
  orderId: order.id,
  customerId: order.customerId,
  paymentMethodId: order.paymentMethodId,
  total: total(order),
  createdAt: order.createdAt.toISOString(),
});

/** @param order with its items loaded */
const toOrderConfirmed = (order: Order): EventData<typeof orderConfirmedV1> => ({
  ...identity(order),
  total: total(order),
  breakdown: {
    subtotalMinor: order.subtotalMinor,
    discountMinor: order.discountMinor,
    shippingMinor: order.shippingMinor,
    taxMinor: order.taxMinor,
    taxIncluded: order.taxIncluded,
  },
  lines: order.items.map(({ productId, variantId, options, name, quantity, unitPriceMinor }) => ({
    productId,
    variantId,
    options,
    name,
    quantity,
    unitPriceMinor,
  })),
  confirmedAt: order.updatedAt.toISOString(),
});

const toOrderCancelled = (order: Order): EventData<typeof orderCancelledV1> => ({
  ...identity(order),
  total: total(order),
  reason: order.cancellationReason ?? 'staff-decision',
  cancelledAt: order.updatedAt.toISOString(),
});

/** Tells that the order is confirmed; its items must be loaded. */
export const announceConfirmed = (em: EntityManager, order: Order): void =>
  tellOfOrder(em, orderConfirmedV1, order, toOrderConfirmed(order));

/** Tells that the order is cancelled: stock is released and what was charged goes back. */
export const announceCancelled = (em: EntityManager, order: Order): void =>
  tellOfOrder(em, orderCancelledV1, order, toOrderCancelled(order));

export const toOrderShipped = (order: Order): EventData<typeof orderShippedV1> => ({
  ...identity(order),
  ...(order.carrier === null ? {} : { carrier: order.carrier }),
  ...(order.trackingNumber === null ? {} : { trackingNumber: order.trackingNumber }),
  ...(order.trackingUrl === null ? {} : { trackingUrl: order.trackingUrl }),
  shippedAt: order.updatedAt.toISOString(),
});

export const toOrderDelivered = (order: Order): EventData<typeof orderDeliveredV1> => ({
  ...identity(order),
  deliveredAt: order.updatedAt.toISOString(),
});
