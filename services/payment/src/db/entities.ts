import { defineEntity, p } from '@mikro-orm/core';
import { currentTraceparent } from '@sidecart/platform';
import { LEDGER_KINDS, LedgerEntry } from '../domain/ledger-entry';
import { Payment } from '../domain/payment';
import { PaymentHistoryEntry } from '../domain/payment-history';
import { PaymentMethod, PROVIDERS } from '../domain/payment-method';
import { PAYMENT_STATUSES } from '../domain/payment-status';
import { Refund, REFUND_STATUSES } from '../domain/refund';
import { WEBHOOK_OUTCOMES, WebhookEvent } from '../domain/webhook-event';

export const PaymentMethodSchema = defineEntity({
  class: PaymentMethod,
  tableName: 'payment_methods',
  checks: [
    { name: 'payment_methods_expiry_month', expression: 'expiry_month >= 1 and expiry_month <= 12' },
    { name: 'payment_methods_default', expression: 'not is_default or removed_at is null' },
  ],
  indexes: [
    { name: 'payment_methods_by_customer', properties: ['customerId', 'createdAt'] },
    {
      name: 'payment_methods_one_default',
      expression:
        'create unique index "payment_methods_one_default" on "payment_methods" ("customer_id") where "is_default"',
    },
    {
      name: 'payment_methods_once',
      expression:
        'create unique index "payment_methods_once" on "payment_methods" ("customer_id", "provider", "provider_token") where "removed_at" is null',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    customerId: p.uuid(),
    provider: p.enum(PROVIDERS.slice()),
    providerToken: p.text(),
    brand: p.text(),
    last4: p.character().length(4),
    expiryMonth: p.smallint(),
    expiryYear: p.smallint(),
    isDefault: p.boolean(),
    createdAt: p.datetime(),
    removedAt: p.datetime().nullable(),
  },
});

export const PaymentSchema = defineEntity({
  class: Payment,
  tableName: 'payments',
  checks: [
    {
      name: 'payments_amounts',
      expression:
        'refunded_minor >= 0 and refunded_minor <= refund_reserved_minor and refund_reserved_minor <= captured_minor and captured_minor <= amount_minor',
    },
    { name: 'payments_captured', expression: 'captured_minor = 0 or captured_minor = amount_minor' },
    {
      name: 'payments_captured_when',
      expression: `captured_minor = 0 or status = 'completed' or status = 'refunded'`,
    },
    {
      name: 'payments_settled',
      expression: `(status = 'pending' or status = 'requires-action' or status = 'authorized') = (settled_at is null)`,
    },
    {
      name: 'payments_action',
      expression: `(status <> 'requires-action' or action_expires_at is not null) and (action_url is null or status = 'requires-action')`,
    },
  ],
  indexes: [
    { name: 'payments_by_customer', properties: ['customerId', 'createdAt', 'id'] },
    { name: 'payments_by_time', properties: ['createdAt', 'id'] },
    { name: 'payments_by_status', properties: ['status', 'createdAt', 'id'] },
    { name: 'payments_by_reference', properties: ['providerReference'] },
    {
      name: 'payments_to_advance',
      expression: `create index "payments_to_advance" on "payments" ("next_attempt_at") where "next_attempt_at" is not null`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    orderId: p.uuid().unique(),
    customerId: p.uuid(),
    method: () => p.manyToOne(PaymentMethodSchema).ref().nullable().deleteRule('no action').index(),
    amountMinor: p.bigint('number'),
    currency: p.character().length(3),
    status: p.enum(PAYMENT_STATUSES.slice()),
    capturedMinor: p.bigint('number'),
    refundReservedMinor: p.bigint('number'),
    refundedMinor: p.bigint('number'),
    providerReference: p.text().nullable(),
    failureReason: p.text().nullable(),
    actionUrl: p.text().nullable(),
    actionRequiredAt: p.datetime().nullable(),
    actionExpiresAt: p.datetime().nullable(),
    orderCancelledAt: p.datetime().nullable(),
    attempts: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    traceparent: p
      .text()
      .$type<string | null>()
      .nullable()
      .onCreate(() => currentTraceparent() ?? null),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
    history: () => p.oneToMany(PaymentHistoryEntrySchema).mappedBy('payment').orderBy({ id: 'asc' }),
    ledger: () => p.oneToMany(LedgerEntrySchema).mappedBy('payment').orderBy({ id: 'asc' }),
    // Not by id alone: that of a refund for a return follows from the return.
    refunds: () => p.oneToMany(RefundSchema).mappedBy('payment').orderBy({ createdAt: 'asc', id: 'asc' }),
  },
});

export const PaymentHistoryEntrySchema = defineEntity({
  class: PaymentHistoryEntry,
  tableName: 'payment_status_history',
  properties: {
    id: p.uuid().primary(),
    payment: () => p.manyToOne(PaymentSchema).ref().deleteRule('cascade').index(),
    fromStatus: p.enum(PAYMENT_STATUSES.slice()).nullable(),
    toStatus: p.enum(PAYMENT_STATUSES.slice()),
    reason: p.text().nullable(),
    at: p.datetime(),
  },
});

export const LedgerEntrySchema = defineEntity({
  class: LedgerEntry,
  tableName: 'transactions',
  checks: [{ name: 'transactions_amount', expression: 'amount_minor >= 0' }],
  properties: {
    id: p.uuid().primary(),
    payment: () => p.manyToOne(PaymentSchema).ref().deleteRule('no action').index(),
    kind: p.enum(LEDGER_KINDS.slice()),
    amountMinor: p.bigint('number'),
    currency: p.character().length(3),
    outcome: p.enum(['succeeded', 'failed']),
    failureReason: p.text().nullable(),
    provider: p.enum(PROVIDERS.slice()),
    providerReference: p.text(),
    idempotencyKey: p.uuid().unique(),
    createdAt: p.datetime(),
  },
});

export const RefundSchema = defineEntity({
  class: Refund,
  tableName: 'refunds',
  checks: [{ name: 'refunds_amount', expression: 'amount_minor >= 0' }],
  indexes: [
    { name: 'refunds_by_time', properties: ['createdAt', 'id'] },
    {
      name: 'refunds_due',
      expression: `create index "refunds_due" on "refunds" ("next_attempt_at") where "status" = 'pending'`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    payment: () => p.manyToOne(PaymentSchema).ref().deleteRule('no action').index(),
    amountMinor: p.bigint('number'),
    currency: p.character().length(3),
    status: p.enum(REFUND_STATUSES.slice()),
    reason: p.text(),
    requestedBy: p.uuid().nullable(),
    returnId: p.uuid().nullable().unique(),
    providerReference: p.text().nullable(),
    failureReason: p.text().nullable(),
    attempts: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    settledAt: p.datetime().nullable(),
  },
});

export const WebhookEventSchema = defineEntity({
  class: WebhookEvent,
  tableName: 'webhook_events',
  uniques: [{ name: 'webhook_events_once', properties: ['provider', 'eventId'] }],
  properties: {
    id: p.uuid().primary(),
    provider: p.enum(PROVIDERS.slice()),
    eventId: p.text(),
    kind: p.enum(['payment', 'refund', 'unknown']),
    reference: p.text().nullable(),
    outcome: p.enum(WEBHOOK_OUTCOMES.slice()),
    happenedAt: p.datetime(),
    receivedAt: p.datetime().index(),
  },
});
