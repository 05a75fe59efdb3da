import { defineEntity, p } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import type { Address } from '../domain/address';
import { CartItem, MAX_LINE_QUANTITY } from '../domain/cart';
import { Order } from '../domain/order';
import { OrderHistoryEntry } from '../domain/order-history';
import { OrderItem } from '../domain/order-item';
import { ORDER_STATUSES } from '../domain/order-status';
import { PAYMENT_STATES } from '../domain/payment-state';

export const OrderSchema = defineEntity({
  class: Order,
  tableName: 'orders',
  checks: [
    {
      name: 'orders_total',
      expression:
        'total_minor = subtotal_minor - discount_minor + shipping_minor + case when tax_included then 0 else tax_minor end',
    },
    {
      name: 'orders_amounts',
      expression:
        'discount_minor >= 0 and discount_minor <= subtotal_minor and shipping_minor >= 0 and shipping_tax_minor >= 0 and tax_minor >= shipping_tax_minor',
    },
    { name: 'orders_refunded', expression: 'refunded_minor >= 0 and refunded_minor <= total_minor' },
  ],
  indexes: [
    { name: 'orders_by_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'orders_by_time', properties: ['createdAt', 'id'] },
    {
      name: 'orders_to_check',
      expression:
        'create index "orders_to_check" on "orders" ("next_check_at") where "next_check_at" is not null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    number: p.text().unique(),
    customerId: p.uuid(),
    status: p.enum(ORDER_STATUSES.slice()),
    paymentState: p.enum(PAYMENT_STATES.slice()),
    paymentMethodId: p.uuid(),
    currency: p.character().length(3),
    subtotalMinor: p.bigint('number'),
    discountMinor: p.bigint('number'),
    shippingMinor: p.bigint('number'),
    taxMinor: p.bigint('number'),
    shippingTaxMinor: p.bigint('number'),
    taxIncluded: p.boolean(),
    totalMinor: p.bigint('number'),
    refundedMinor: p.bigint('number'),
    couponCode: p.text().nullable(),
    shippingMethodId: p.uuid().nullable(),
    shippingMethodName: p.text().nullable(),
    shippingAddress: p.json<Address>(),
    cancellationReason: p.text().nullable(),
    carrier: p.text().nullable(),
    trackingNumber: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    paymentDeadlineAt: p.datetime(),
    nextCheckAt: p.datetime().nullable(),
    checks: p.integer(),
    items: () => p.oneToMany(OrderItemSchema).mappedBy('order').orderBy({ position: 'asc' }),
    history: () => p.oneToMany(OrderHistoryEntrySchema).mappedBy('order').orderBy({ id: 'asc' }),
  },
});

export const OrderItemSchema = defineEntity({
  class: OrderItem,
  tableName: 'order_items',
  checks: [
    { name: 'order_items_quantity', expression: 'quantity > 0' },
    { name: 'order_items_total', expression: 'total_minor = quantity * unit_price_minor' },
    {
      name: 'order_items_shares',
      expression: 'discount_minor >= 0 and discount_minor <= total_minor and tax_minor >= 0',
    },
  ],
  uniques: [{ name: 'order_items_one_per_variant', properties: ['order', 'variantId'] }],
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(OrderSchema).ref().deleteRule('cascade'),
    position: p.smallint(),
    productId: p.uuid(),
    variantId: p.uuid(),
    sku: p.text(),
    name: p.text(),
    options: p.json<VariantOptions>(),
    quantity: p.integer(),
    unitPriceMinor: p.bigint('number'),
    totalMinor: p.bigint('number'),
    discountMinor: p.bigint('number'),
    taxMinor: p.bigint('number'),
    taxRatePpm: p.integer(),
  },
});

export const OrderHistoryEntrySchema = defineEntity({
  class: OrderHistoryEntry,
  tableName: 'order_status_history',
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(OrderSchema).ref().deleteRule('cascade').index(),
    fromStatus: p.enum(ORDER_STATUSES.slice()).nullable(),
    toStatus: p.enum(ORDER_STATUSES.slice()),
    reason: p.text().nullable(),
    actorKind: p.enum(['customer', 'staff', 'system']),
    actorId: p.uuid().nullable(),
    at: p.datetime(),
  },
});

export const CartItemSchema = defineEntity({
  class: CartItem,
  tableName: 'cart_items',
  checks: [{ name: 'cart_items_quantity', expression: `quantity >= 1 and quantity <= ${MAX_LINE_QUANTITY}` }],
  properties: {
    customerId: p.uuid().primary(),
    productId: p.uuid().primary(),
    quantity: p.integer(),
    addedAt: p.datetime(),
  },
});
