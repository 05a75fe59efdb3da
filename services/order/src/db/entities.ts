import { defineEntity, p } from '@mikro-orm/core';
import type { VariantOptions } from '@sidecart/contracts';
import { currentTraceId, currentTraceparent } from '@sidecart/platform';
import type { Address } from '../domain/address';
import { ATTENTIONS } from '../domain/attention';
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
    {
      name: 'orders_return_refund',
      expression: 'return_refund_minor >= 0 and return_refund_minor <= total_minor',
    },
  ],
  indexes: [
    { name: 'orders_by_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'orders_by_time', properties: ['createdAt', 'id'] },
    {
      name: 'orders_to_check',
      expression:
        'create index "orders_to_check" on "orders" ("next_check_at") where "next_check_at" is not null',
    },
    {
      name: 'orders_holds_to_extend',
      expression:
        'create index "orders_holds_to_extend" on "orders" ("hold_extension_due_at") where "hold_extension_due_at" is not null',
    },
    {
      name: 'orders_needing_attention',
      expression:
        'create index "orders_needing_attention" on "orders" ("created_at", "id") where "attention" is not null',
    },
    { name: 'orders_by_status', properties: ['status', 'createdAt', 'id'] },
    { name: 'orders_by_payment_state', properties: ['paymentState', 'createdAt', 'id'] },
    { name: 'orders_by_total', properties: ['totalMinor', 'id'] },
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
    trackingUrl: p.text().nullable(),
    cancellationNote: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    deliveredAt: p.datetime().nullable(),
    paymentDeadlineAt: p.datetime(),
    paymentActionUntil: p.datetime().nullable(),
    holdUntil: p.datetime().nullable(),
    holdExtensionDueAt: p.datetime().nullable(),
    holdExtensionAttempts: p.integer().default(0),
    refundFailure: p.text().nullable(),
    returnRefundMinor: p.bigint('number').default(0),
    attention: p.enum(ATTENTIONS.slice()).nullable(),
    traceparent: p
      .text()
      .$type<string | null>()
      .nullable()
      .onCreate(() => currentTraceparent() ?? null),
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
    {
      name: 'order_items_returns',
      expression:
        'returned_quantity >= 0 and returned_quantity <= claimed_quantity and claimed_quantity <= quantity',
    },
  ],
  uniques: [{ name: 'order_items_one_per_variant', properties: ['order', 'variantId'] }],
  indexes: [
    { name: 'order_items_by_product', properties: ['productId', 'order'] },
    { name: 'order_items_by_variant', properties: ['variantId', 'order'] },
  ],
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
    claimedQuantity: p.integer().default(0),
    returnedQuantity: p.integer().default(0),
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
    traceId: p
      .text()
      .$type<string | null>()
      .nullable()
      .onCreate(() => currentTraceId() ?? null),
  },
});
