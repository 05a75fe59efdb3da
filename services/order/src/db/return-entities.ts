import { defineEntity, p } from '@mikro-orm/core';
import { OrderReturn, OrderReturnLine } from '../domain/order-return';
import { RETURN_STATUSES } from '../domain/return-status';
import { TIMELINE_KINDS, TimelineEntry } from '../domain/timeline-entry';
import { OrderItemSchema, OrderSchema } from './entities';

export const OrderReturnSchema = defineEntity({
  class: OrderReturn,
  tableName: 'order_returns',
  checks: [
    {
      name: 'order_returns_amounts',
      expression:
        'deduction_minor >= 0 and (amount_minor is null) = (refund_minor is null) and (refund_minor is null or (refund_minor >= 0 and refund_minor = amount_minor - deduction_minor))',
    },
    {
      name: 'order_returns_decided',
      expression:
        "(refund_minor is null) = ((status = 'requested') or (status = 'rejected') or (status = 'withdrawn'))",
    },
    { name: 'order_returns_looked_after', expression: "(status = 'accepted') = (next_check_at is not null)" },
  ],
  indexes: [
    { name: 'order_returns_by_time', properties: ['createdAt', 'id'] },
    { name: 'order_returns_by_status', properties: ['status', 'createdAt', 'id'] },
    { name: 'order_returns_by_customer', properties: ['customerId', 'createdAt', 'id'] },
    {
      name: 'order_returns_to_check',
      expression:
        'create index "order_returns_to_check" on "order_returns" ("next_check_at") where "next_check_at" is not null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(OrderSchema).ref().deleteRule('cascade').index(),
    customerId: p.uuid(),
    status: p.enum(RETURN_STATUSES.slice()),
    reason: p.text(),
    currency: p.character().length(3),
    restock: p.boolean().nullable(),
    amountMinor: p.bigint('number').nullable(),
    refundMinor: p.bigint('number').nullable(),
    deductionMinor: p.bigint('number'),
    deductionReason: p.text().nullable(),
    rejectionReason: p.text().nullable(),
    failureReason: p.text().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    nextCheckAt: p.datetime().nullable(),
    checks: p.integer(),
    lines: () => p.oneToMany(OrderReturnLineSchema).mappedBy('return').orderBy({ position: 'asc' }),
  },
});

export const OrderReturnLineSchema = defineEntity({
  class: OrderReturnLine,
  tableName: 'order_return_lines',
  checks: [{ name: 'order_return_lines_quantity', expression: 'quantity > 0' }],
  uniques: [{ name: 'order_return_lines_one_per_item', properties: ['return', 'item'] }],
  properties: {
    id: p.uuid().primary(),
    return: () => p.manyToOne(OrderReturnSchema).ref().deleteRule('cascade'),
    item: () => p.manyToOne(OrderItemSchema).ref().deleteRule('cascade').index(),
    position: p.smallint(),
    quantity: p.integer(),
    amountMinor: p.bigint('number').nullable(),
  },
});

export const TimelineEntrySchema = defineEntity({
  class: TimelineEntry,
  tableName: 'order_timeline',
  indexes: [{ name: 'order_timeline_by_time', properties: ['order', 'at', 'id'] }],
  uniques: [{ name: 'order_timeline_one_per_refund', properties: ['refundId', 'toStatus'] }],
  properties: {
    id: p.uuid().primary(),
    order: () => p.manyToOne(OrderSchema).ref().deleteRule('cascade'),
    at: p.datetime(),
    kind: p.enum(TIMELINE_KINDS.slice()),
    topic: p.text().nullable(),
    eventId: p.uuid().nullable(),
    lateMs: p.bigint('number').nullable(),
    publishedAt: p.datetime().nullable(),
    returnId: p.uuid().nullable(),
    refundId: p.uuid().nullable(),
    fromStatus: p.text().nullable(),
    toStatus: p.text().nullable(),
    amountMinor: p.bigint('number').nullable(),
    detail: p.text().nullable(),
    actorKind: p.enum(['customer', 'staff', 'system']).nullable(),
    actorId: p.uuid().nullable(),
    traceId: p.text().nullable(),
  },
});
