import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import fc from 'fast-check';
import { ormConfig } from '../db/orm';
import { refundReturnOf, requestRefundOf, takeRefundAnswer } from './give-back';
import { nextStep, type Step } from './next-step';
import { Payment } from './payment';
import { PaymentMethod } from './payment-method';
import { paymentTransitions } from './payment-status';
import type { ProviderPayment, ProviderPaymentState } from './provider-outcome';
import type { Refund } from './refund';
import { takeAnswer } from './take-answer';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date('2026-01-01T00:00:00Z');
const actionExpiresAt = new Date('2026-01-01T00:15:00Z');
const later = new Date('2026-01-01T00:16:00Z');
const staffId = randomUUID();

const newOrder = (amountMinor: number) => ({
  orderId: randomUUID(),
  customerId: randomUUID(),
  total: { amountMinor, currency: 'EUR' },
});

const open = (amountMinor = 10_000): Payment =>
  Payment.open(newOrder(amountMinor), Object.assign(new PaymentMethod(), { id: randomUUID() }), now);

const answer = (state: ProviderPaymentState, failureReason: string | null = null): ProviderPayment => ({
  state,
  reference: 'pay_1',
  failureReason,
  action: state === 'action-required' ? { url: 'https://bank.test/1', expiresAt: null } : null,
});

const take = (payment: Payment, state: ProviderPaymentState, reason?: string) =>
  takeAnswer(payment, answer(state, reason), { provider: 'sandbox', now, actionExpiresAt });

const settle = (payment: Payment, refund: Refund, outcome: 'succeeded' | 'failed' | 'processing') =>
  takeRefundAnswer(payment, refund, { outcome, reference: 'ref_1', failureReason: null }, 'sandbox', now);

/** A provider that nobody but the payment's worker asks, and that comes to any end it may. */
class Provider {
  state: ProviderPaymentState | undefined;

  ask(step: Step, pick: number): ProviderPaymentState {
    const choose = (...states: ProviderPaymentState[]) => states[pick % states.length]!;
    const { state } = this;
    if (state === undefined) {
      this.state =
        step === 'abandon'
          ? 'abandoned'
          : choose('authorized', 'captured', 'action-required', 'processing', 'failed');
    } else if (step === 'abandon' && state === 'action-required') this.state = 'abandoned';
    else if (step === 'capture' && state === 'authorized')
      this.state = choose('captured', 'captured', 'failed');
    else if (step === 'void' && state === 'authorized') this.state = 'voided';
    return this.state!;
  }

  /** Something happens that nobody asked for. */
  happen(pick: number): void {
    const choose = (...states: ProviderPaymentState[]) => states[pick % states.length]!;
    if (this.state === 'action-required')
      this.state = choose('authorized', 'processing', 'failed', 'captured');
    else if (this.state === 'processing') this.state = choose('authorized', 'captured', 'failed');
    else if (this.state === 'authorized' && pick % 5 === 0) this.state = 'voided';
  }
}

type Event =
  | { readonly kind: 'ask' | 'crash' | 'happen'; readonly pick: number; readonly isLate: boolean }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'request' | 'return'; readonly amountMinor: number }
  | { readonly kind: 'settle'; readonly outcome: 'succeeded' | 'failed' | 'processing' };

const amountMinor = fc.integer({ min: 0, max: 6_000 });
const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('ask' as const, 'crash' as const, 'happen' as const),
    pick: fc.nat(60),
    isLate: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('cancel' as const) }),
  fc.record({ kind: fc.constantFrom('request' as const, 'return' as const), amountMinor }),
  fc.record({
    kind: fc.constant('settle' as const),
    outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'processing' as const),
  }),
);

/** Does as the use cases would, and leaves out what they never do. */
function apply(payment: Payment, provider: Provider, happened: Event): void {
  switch (happened.kind) {
    case 'happen':
      provider.happen(happened.pick);
      return;
    case 'ask':
    case 'crash': {
      if (!payment.isOpen) return;
      payment.attempts += 1;
      const told = provider.ask(nextStep(payment, happened.isLate ? later : now), happened.pick);
      if (happened.kind === 'ask') take(payment, told, told === 'failed' ? 'card-declined' : undefined);
      return;
    }
    case 'cancel':
      if (!payment.isClosed) payment.cancel(now);
      return;
    case 'return':
      refundReturnOf(
        payment,
        { returnId: randomUUID(), refund: { amountMinor: happened.amountMinor, currency: 'EUR' } },
        now,
      );
      return;
    case 'request':
      try {
        requestRefundOf(payment, happened.amountMinor, { reason: 'test', requestedBy: staffId }, now);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
      }
      return;
    case 'settle': {
      const pending = payment.refunds.getItems().find((refund) => refund.status === 'pending');
      if (pending) settle(payment, pending, happened.outcome);
    }
  }
}

/** Lets everything come to its end, as the workers do in time. */
function finish(payment: Payment, provider: Provider): void {
  for (let round = 0; payment.isOpen && round < 20; round += 1) {
    provider.happen(1);
    apply(payment, provider, { kind: 'ask', pick: 0, isLate: true });
  }
}

function live(events: readonly Event[], check: (payment: Payment) => void = () => undefined) {
  const payment = open();
  const provider = new Provider();
  for (const happened of events) {
    apply(payment, provider, happened);
    check(payment);
  }
  finish(payment, provider);
  check(payment);
  return { payment, provider };
}

const someEvents = fc.array(event, { maxLength: 30 });

function checkBooks(payment: Payment): void {
  const sumOf = (...statuses: Refund['status'][]) =>
    payment.refunds
      .getItems()
      .filter((refund) => statuses.includes(refund.status))
      .reduce((sum, refund) => sum + refund.amountMinor, 0);
  expect(payment.refundedMinor).toBe(sumOf('succeeded'));
  expect(payment.refundReservedMinor).toBe(sumOf('succeeded', 'pending'));
  expect(payment.refundReservedMinor).toBeLessThanOrEqual(payment.capturedMinor);
  const done = payment.ledger.getItems().filter(({ outcome }) => outcome === 'succeeded');
  const isDone = (kind: string) => done.some((entry) => entry.kind === kind);
  expect(payment.capturedMinor).toBe(isDone('capture') ? payment.amountMinor : 0);
  expect(payment.status === 'voided').toBe(isDone('void'));
  expect(payment.status === 'refunded').toBe(
    payment.capturedMinor > 0 && payment.refundedMinor === payment.capturedMinor,
  );
  const keys = payment.ledger.getItems().map(({ idempotencyKey }) => idempotencyKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(payment.actionUrl === null || payment.status === 'requires-action').toBe(true);
  expect(payment.settledAt === null).toBe(payment.isOpen);
}

function checkHistory(payment: Payment): void {
  const moves = payment.history.getItems();
  moves.slice(1).forEach((move, index) => {
    expect(move.fromStatus).toBe(moves[index]?.toStatus);
    expect(paymentTransitions[move.fromStatus!]).toContain(move.toStatus);
  });
  expect(moves.at(-1)?.toStatus).toBe(payment.status);
}

describe('a payment, whatever happens to it,', () => {
  it('keeps its books and its history in order whatever happens to it', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        live(events, (payment) => {
          checkBooks(payment);
          checkHistory(payment);
        });
      }),
      { numRuns: 250 },
    );
  });

  it('comes to an end, and to the one that the provider has in its books', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const { payment, provider } = live(events);
        expect(payment.isOpen).toBe(false);
        const isCaptured = payment.status === 'completed' || payment.status === 'refunded';
        expect(isCaptured).toBe(provider.state === 'captured');
        expect(provider.state).not.toBe('authorized');
      }),
      { numRuns: 250 },
    );
  });

  it('keeps nothing for a cancelled order', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const { payment } = live([...events, { kind: 'cancel' }]);
        if (payment.status === 'completed') expect(payment.refundableMinor).toBe(0);
      }),
      { numRuns: 250 },
    );
  });
});
