import { defineEntity, p } from '@mikro-orm/core';
import { Payment, PAYMENT_STATUSES } from '../domain/payment';
import { Refund, REFUND_STATUSES } from '../domain/refund';

export const PaymentSchema = defineEntity({
  class: Payment,
  tableName: 'payments',
  checks: [
    {
      name: 'payments_amounts',
      expression:
        'refunded_minor >= 0 and refunded_minor <= captured_minor and captured_minor <= coalesce(amount_minor, 0)',
    },
    { name: 'payments_captured', expression: `(status = 'captured') = (captured_minor > 0)` },
    { name: 'payments_settle', expression: `(status = 'processing') = (settle_at is not null)` },
    { name: 'payments_blank', expression: `amount_minor is not null or status = 'abandoned'` },
  ],
  indexes: [
    { name: 'payments_newest', properties: ['createdAt', 'id'] },
    {
      name: 'payments_to_settle',
      expression: `create index "payments_to_settle" on "payments" ("settle_at") where "settle_at" is not null`,
    },
  ],
  properties: {
    id: p.text().primary(),
    idempotencyKey: p.text().unique(),
    fingerprint: p.text().nullable(),
    status: p.enum(PAYMENT_STATUSES.slice()),
    methodToken: p.text().nullable(),
    amountMinor: p.bigint('number').nullable(),
    currency: p.character().length(3).nullable(),
    capturesAtOnce: p.boolean(),
    capturedMinor: p.bigint('number'),
    refundedMinor: p.bigint('number'),
    declineCode: p.text().nullable(),
    actionId: p.text().nullable().unique(),
    returnUrl: p.text().nullable(),
    settleAt: p.datetime().nullable(),
    metadata: p.json<Record<string, string>>(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export const RefundSchema = defineEntity({
  class: Refund,
  tableName: 'refunds',
  checks: [{ name: 'refunds_amount', expression: 'amount_minor > 0' }],
  properties: {
    id: p.text().primary(),
    idempotencyKey: p.text().unique(),
    fingerprint: p.text(),
    paymentId: p.text().index(),
    status: p.enum(REFUND_STATUSES.slice()),
    amountMinor: p.bigint('number'),
    currency: p.character().length(3),
    failureCode: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

/** One copy of an event on its way to the merchant; kept when it has arrived or was given up. */
export const WebhookSchema = defineEntity({
  name: 'Webhook',
  tableName: 'webhooks',
  indexes: [
    {
      name: 'webhooks_due',
      expression: `create index "webhooks_due" on "webhooks" ("next_attempt_at") where "next_attempt_at" is not null`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    eventId: p.text().index(),
    paymentId: p.text().index(),
    type: p.text(),
    body: p.text(),
    attempts: p.integer(),
    nextAttemptAt: p.datetime().nullable(),
    deliveredAt: p.datetime().nullable(),
    lastAnswer: p.text().nullable(),
    createdAt: p.datetime(),
  },
});

/** Keys under which a flaky card was asked for something already. */
export const FirstRequestSchema = defineEntity({
  name: 'FirstRequest',
  tableName: 'first_requests',
  properties: { idempotencyKey: p.text().primary(), createdAt: p.datetime() },
});
