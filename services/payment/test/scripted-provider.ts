import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DomainError, unavailable } from '@sidecart/platform';
import type { ProviderPayment, ProviderPaymentState, ProviderRefund } from '../src/domain/provider-outcome';
import {
  WEBHOOK_TOLERANCE_MS,
  type AuthorizedRequest,
  type AuthorizeRequest,
  type PaymentProvider,
  type RefundRequest,
  type WebhookMessage,
} from '../src/use-cases/ports';
import { scriptedCards, type ScriptedCard } from './scripted-cards';

/** What the provider knows of a payment. */
export interface ScriptedPayment extends AuthorizeRequest {
  readonly reference: string;
  state: ProviderPaymentState;
  failureReason: string | null;
  refundedMinor: number;
}

interface ScriptedRefund extends RefundRequest {
  readonly refundReference: string;
  outcome: ProviderRefund['outcome'];
  failureReason: string | null;
}

export interface ScriptedProvider extends PaymentProvider {
  /** By the key of the authorisation. */
  readonly payments: ReadonlyMap<string, ScriptedPayment>;
  readonly refunds: ReadonlyMap<string, ScriptedRefund>;
  /** Every operation that was asked for, in order. */
  readonly asked: readonly { readonly operation: string; readonly key: string }[];
  /** Lets what is processing, or waits for the customer, come to something. */
  resolve(idempotencyKey: string, state: ProviderPaymentState, failureReason?: string): void;
  resolveRefund(idempotencyKey: string, outcome: 'succeeded' | 'failed'): void;
  /** A message as the provider would send it. */
  sign(event: object | string, options?: { at?: Date; secret?: string }): SignedMessage;
}

export interface SignedMessage {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const SECRET = 'what only the provider and we know';

const signatureOf = (secret: string, at: number, body: Buffer | string) =>
  createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');

/**
 * A provider in memory whose cards say what happens. A repeated authorisation is answered with how it stood the first
 * time, as some providers do: only `findPayment` tells how it stands.
 */
export function createScriptedProvider(): ScriptedProvider {
  const payments = new Map<string, ScriptedPayment>();
  const refunds = new Map<string, ScriptedRefund>();
  const firstAnswers = new Map<string, ProviderPayment>();
  const asked: { operation: string; key: string }[] = [];
  const reached = new Set<string>();

  const byReference = (reference: string) => {
    const payment = [...payments.values()].find((one) => one.reference === reference);
    if (!payment) throw new Error(`No payment ${reference}`);
    return payment;
  };

  function reach(operation: string, key: string, card: ScriptedCard): void {
    asked.push({ operation, key });
    const isFirst = !reached.has(key);
    reached.add(key);
    if (card.isFlaky && isFirst) throw unavailable('payment provider');
  }

  function authorized(operation: 'capture' | 'void', request: AuthorizedRequest): ProviderPayment {
    const payment = byReference(request.reference);
    const card = cardOf(payment.token);
    reach(operation, request.idempotencyKey, card);
    if (request.amountMinor !== payment.amountMinor)
      throw new Error('Only the whole amount is taken or let go');
    if (payment.state === 'authorized') {
      const isRefused = operation === 'capture' && card.refuseCapture === true;
      payment.state = isRefused ? 'failed' : operation === 'capture' ? 'captured' : 'voided';
      payment.failureReason = isRefused ? 'capture-refused' : null;
    }
    return answerOf(payment);
  }

  return {
    payments,
    refunds,
    asked,
    attachMethod: (token) =>
      Promise.resolve().then(() => {
        const { last4 } = cardOf(token);
        return { token, brand: 'visa', last4, expiryMonth: 12, expiryYear: 2039 };
      }),
    async authorize(request) {
      const card = cardOf(request.token);
      reach('authorize', request.idempotencyKey, card);
      const earlier = firstAnswers.get(request.idempotencyKey);
      if (earlier) return earlier;
      const payment = open(request, card.answer, card.decline ?? null);
      payments.set(request.idempotencyKey, payment);
      const answer = answerOf(payment);
      firstAnswers.set(request.idempotencyKey, answer);
      // The deed is done before the answer is on its way.
      if (card.isSlow) await delay(150);
      return answer;
    },
    capture: (request) => Promise.resolve().then(() => authorized('capture', request)),
    void: (request) => Promise.resolve().then(() => authorized('void', request)),
    abandon(request) {
      asked.push({ operation: 'abandon', key: request.idempotencyKey });
      const payment = payments.get(request.idempotencyKey) ?? open(request, 'abandoned', null);
      if (payment.state === 'action-required') payment.state = 'abandoned';
      payments.set(request.idempotencyKey, payment);
      if (payment.state === 'abandoned') firstAnswers.set(request.idempotencyKey, answerOf(payment));
      return Promise.resolve(answerOf(payment));
    },
    refund: (request) =>
      Promise.resolve().then(() => {
        const payment = byReference(request.reference);
        const card = cardOf(payment.token);
        reach('refund', request.idempotencyKey, card);
        const refund = refunds.get(request.idempotencyKey) ?? giveBack(payment, request, card);
        refunds.set(request.idempotencyKey, refund);
        return refundAnswerOf(refund);
      }),
    findPayment({ idempotencyKey, reference }) {
      asked.push({ operation: 'find', key: idempotencyKey });
      const payment = payments.get(idempotencyKey) ?? (reference ? byReference(reference) : undefined);
      return Promise.resolve(payment && answerOf(payment));
    },
    findRefund({ idempotencyKey }) {
      asked.push({ operation: 'find-refund', key: idempotencyKey });
      const refund = refunds.get(idempotencyKey);
      return Promise.resolve(refund && refundAnswerOf(refund));
    },
    verifyWebhook: readMessage,
    resolve(idempotencyKey, state, failureReason) {
      Object.assign(payments.get(idempotencyKey)!, { state, failureReason: failureReason ?? null });
    },
    resolveRefund(idempotencyKey, outcome) {
      const refund = refunds.get(idempotencyKey)!;
      refund.outcome = outcome;
      if (outcome === 'failed') refund.failureReason = 'refund-refused';
      else byReference(refund.reference).refundedMinor += refund.amountMinor;
    },
    sign(event, { at = new Date(), secret = SECRET } = {}) {
      const body = typeof event === 'string' ? event : JSON.stringify(event);
      const seconds = Math.floor(at.getTime() / 1_000);
      const signature = `${seconds}.${signatureOf(secret, seconds, body)}`;
      return { body, headers: { 'scripted-signature': signature } };
    },
  };
}

function cardOf(token: string): ScriptedCard {
  const card = scriptedCards[token];
  if (card) return card;
  throw new DomainError('refused', 'unknown-token', 'The payment provider does not know this token.', {
    errors: [{ in: 'body', pointer: '#/token', detail: 'is not a token of this provider' }],
  });
}

const open = (
  request: AuthorizeRequest,
  state: ProviderPaymentState,
  failureReason: string | null,
): ScriptedPayment => ({
  ...request,
  reference: `pay_${randomUUID()}`,
  state,
  failureReason,
  refundedMinor: 0,
});

const answerOf = ({ state, reference, failureReason }: ScriptedPayment): ProviderPayment => ({
  state,
  reference,
  failureReason,
  action:
    state === 'action-required' ? { url: `https://bank.test/confirm/${reference}`, expiresAt: null } : null,
});

const refundAnswerOf = ({ outcome, refundReference, failureReason }: ScriptedRefund): ProviderRefund => ({
  outcome,
  reference: refundReference,
  failureReason,
});

function giveBack(payment: ScriptedPayment, request: RefundRequest, card: ScriptedCard): ScriptedRefund {
  const isLeft =
    payment.state === 'captured' && payment.refundedMinor + request.amountMinor <= payment.amountMinor;
  const refundReference = `ref_${randomUUID()}`;
  if (!isLeft) throw new Error('More is given back than was captured');
  if (card.refund === 'refused') {
    return { ...request, refundReference, outcome: 'failed', failureReason: 'refund-refused' };
  }
  if (card.refund === 'processing') {
    return { ...request, refundReference, outcome: 'processing', failureReason: null };
  }
  payment.refundedMinor += request.amountMinor;
  return { ...request, refundReference, outcome: 'succeeded', failureReason: null };
}

function readMessage({ bytes, header, now }: WebhookMessage) {
  const [seconds = '', signature = ''] = (header('scripted-signature') ?? '').split('.');
  if (signature !== signatureOf(SECRET, Number(seconds), bytes)) {
    throw new DomainError('unauthenticated', 'invalid-webhook-signature', 'The signature does not fit.');
  }
  if (Math.abs(now.getTime() - Number(seconds) * 1_000) > WEBHOOK_TOLERANCE_MS) {
    throw new DomainError('unauthenticated', 'webhook-outside-time-window', 'The message is too old.');
  }
  const event = JSON.parse(bytes.toString()) as {
    id: string;
    kind: 'payment' | 'refund' | 'unknown';
    reference?: string;
    idempotencyKey?: string;
  };
  const { id, kind, reference = null, idempotencyKey = null } = event;
  return [{ id, kind, reference, idempotencyKey, at: new Date(Number(seconds) * 1_000) }];
}
