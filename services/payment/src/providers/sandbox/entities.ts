import { defineEntity, p } from '@mikro-orm/core';

/** What the sandbox remembers of a charge, as a provider would, in tables that only it touches. */
export const SandboxChargeSchema = defineEntity({
  name: 'SandboxCharge',
  tableName: 'sandbox_charges',
  checks: [
    {
      name: 'sandbox_charges_refunded',
      expression: 'refunded_minor >= 0 and refunded_minor <= amount_minor',
    },
  ],
  properties: {
    reference: p.text().primary(),
    idempotencyKey: p.text().unique(),
    token: p.text(),
    outcome: p.enum(['succeeded', 'failed', 'abandoned']),
    failureReason: p.text().nullable(),
    amountMinor: p.bigint('number'),
    currency: p.character().length(3),
    refundedMinor: p.bigint('number'),
    createdAt: p.datetime(),
  },
});

export const SandboxRefundSchema = defineEntity({
  name: 'SandboxRefund',
  tableName: 'sandbox_refunds',
  properties: {
    reference: p.text().primary(),
    idempotencyKey: p.text().unique(),
    chargeReference: p.text(),
    outcome: p.enum(['succeeded', 'failed']),
    failureReason: p.text().nullable(),
    amountMinor: p.bigint('number'),
    createdAt: p.datetime(),
  },
});

/** How often something was asked for under a key, where the token makes the first time fail. */
export const SandboxRequestSchema = defineEntity({
  name: 'SandboxRequest',
  tableName: 'sandbox_requests',
  properties: { idempotencyKey: p.text().primary(), attempts: p.integer() },
});

export const sandboxEntities = [SandboxChargeSchema, SandboxRefundSchema, SandboxRequestSchema];
