import { randomBytes } from 'node:crypto';
import type { Card } from './card';
import { Payment } from './payment';

export interface PaymentRequest {
  readonly methodToken: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly capture: boolean;
  readonly returnUrl?: string;
  readonly metadata: Record<string, string>;
}

export interface Circumstances {
  readonly now: Date;
  /** How long a payment that is processing takes. */
  readonly processingMs: number;
  /** Declines everything, whatever the card. */
  readonly declinesAll: boolean;
}

/** Makes an id that cannot be guessed. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** Decides what comes of a request for money at once. */
export function openPayment(
  request: PaymentRequest,
  key: { readonly idempotencyKey: string; readonly fingerprint: string },
  card: Card,
  { now, processingMs, declinesAll }: Circumstances,
): Payment {
  const { capture, returnUrl, ...asked } = request;
  const payment = Object.assign(new Payment(), {
    id: newId('pay'),
    ...key,
    ...asked,
    status: 'authorized' as const,
    capturesAtOnce: capture,
    capturedMinor: 0,
    refundedMinor: 0,
    declineCode: null,
    actionId: null,
    returnUrl: returnUrl ?? null,
    settleAt: null,
    createdAt: now,
    updatedAt: now,
  });
  if (declinesAll) payment.decline('card-declined', now);
  else if (card.isProcessed) {
    const settleAt = new Date(now.getTime() + processingMs);
    Object.assign(payment, { status: 'processing', settleAt });
  } else if (card.decline !== undefined) payment.decline(card.decline, now);
  else if (card.action) Object.assign(payment, { status: 'requires-action', actionId: newId('act') });
  else if (capture) payment.capture(card, now);
  return payment;
}

/** A key that is given up before anything was asked for under it: whatever arrives late finds this. */
export const tombstone = (idempotencyKey: string, now: Date): Payment =>
  Object.assign(new Payment(), {
    id: newId('pay'),
    idempotencyKey,
    fingerprint: null,
    status: 'abandoned' as const,
    methodToken: null,
    amountMinor: null,
    currency: null,
    capturesAtOnce: false,
    capturedMinor: 0,
    refundedMinor: 0,
    declineCode: null,
    actionId: null,
    returnUrl: null,
    settleAt: null,
    metadata: {},
    createdAt: now,
    updatedAt: now,
  });
