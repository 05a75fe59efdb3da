import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import fc from 'fast-check';
import { ormConfig } from '../db/orm';
import { Payment } from './payment';
import { PaymentMethod } from './payment-method';
import { PAYMENT_STATUSES, paymentTransitions, requireTransition } from './payment-status';
import type { Refund } from './refund';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date('2026-01-01T00:00:00Z');
const staffId = randomUUID();

const open = (amountMinor = 10_000): Payment =>
  Payment.open(
    { orderId: randomUUID(), customerId: randomUUID(), total: { amountMinor, currency: 'EUR' } },
    Object.assign(new PaymentMethod(), { id: randomUUID() }),
    now,
  );

const succeed = (payment: Payment) =>
  payment.settleCharge(
    { state: 'captured', reference: 'ch_1', failureReason: null, action: null },
    'sandbox',
    now,
  );

const settle = (payment: Payment, refund: Refund, outcome: 'succeeded' | 'failed') =>
  payment.settleRefund(refund, { outcome, reference: 're_1', failureReason: null }, 'sandbox', now);

type Step =
  | { readonly kind: 'cancel' | 'succeed' | 'decline' | 'abandon' | 'begin' }
  | { readonly kind: 'request'; readonly amountMinor: number | undefined }
  | { readonly kind: 'settle'; readonly outcome: 'succeeded' | 'failed' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'cancel' as const,
      'succeed' as const,
      'decline' as const,
      'begin' as const,
      'abandon' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('request' as const),
    amountMinor: fc.option(fc.integer({ min: 1, max: 6_000 }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('settle' as const),
    outcome: fc.constantFrom('succeeded' as const, 'failed' as const),
  }),
);

/** Takes a step as the use cases would, and leaves out what they never do. */
function take(payment: Payment, taken: Step): void {
  if (taken.kind === 'cancel' && !payment.isClosed) payment.cancel(now);
  if (taken.kind === 'request') {
    try {
      payment.requestRefund(taken.amountMinor, 'test', staffId, now);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  const pending = payment.refunds.getItems().find((refund) => refund.status === 'pending');
  if (taken.kind === 'settle' && pending) settle(payment, pending, taken.outcome);
  if (payment.status !== 'pending') return;
  if (taken.kind === 'begin') payment.attempts += 1;
  if (taken.kind === 'succeed') succeed(payment);
  if (taken.kind === 'decline') {
    payment.settleCharge(
      { state: 'failed', reference: 'ch_1', failureReason: 'card-declined', action: null },
      'sandbox',
      now,
    );
  }
  if (taken.kind === 'abandon' && payment.orderCancelledAt) {
    payment.settleCharge(
      { state: 'abandoned', reference: 'ch_1', failureReason: null, action: null },
      'sandbox',
      now,
    );
  }
}

describe('a payment', () => {
  it('has the same id for an order whenever it is opened', () => {
    const order = {
      orderId: randomUUID(),
      customerId: randomUUID(),
      total: { amountMinor: 1, currency: 'EUR' },
    };
    expect(Payment.open(order, null, now).id).toBe(Payment.openCancelled(order, now).id);
  });

  it.each(PAYMENT_STATUSES.flatMap((from) => PAYMENT_STATUSES.map((to) => [from, to] as const)))(
    'goes from %s to %s only if the table says so',
    (from, to) => {
      const move = () => requireTransition(from, to);
      if (paymentTransitions[from].includes(to)) expect(move).not.toThrow();
      else expect(move).toThrow(DomainError);
    },
  );

  it('keeps its books in order whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const payment = open();
        for (const taken of steps) {
          take(payment, taken);
          const sumOf = (...statuses: Refund['status'][]) =>
            payment.refunds
              .getItems()
              .filter((refund) => statuses.includes(refund.status))
              .reduce((sum, refund) => sum + refund.amountMinor, 0);
          expect(payment.refundedMinor).toBe(sumOf('succeeded'));
          expect(payment.refundReservedMinor).toBe(sumOf('succeeded', 'pending'));
          expect(payment.refundReservedMinor).toBeLessThanOrEqual(payment.capturedMinor);
          expect(payment.capturedMinor).toBe(
            payment.ledger.getItems().some(isCapture) ? payment.amountMinor : 0,
          );
          expect(payment.status === 'refunded').toBe(
            payment.capturedMinor > 0 && payment.refundedMinor === payment.capturedMinor,
          );
          const moves = payment.history.getItems();
          moves.slice(1).forEach((move, index) => {
            expect(move.fromStatus).toBe(moves[index]?.toStatus);
            expect(paymentTransitions[move.fromStatus!]).toContain(move.toStatus);
          });
          expect(moves.at(-1)?.toStatus).toBe(payment.status);
        }
      }),
    );
  });

  it('sets everything aside that is captured for a cancelled order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const payment = open();
        for (const taken of steps) take(payment, taken);
        if (!payment.isClosed) payment.cancel(now);
        if (payment.status === 'completed') expect(payment.refundableMinor).toBe(0);
      }),
    );
  });
});

const isCapture = ({ kind, outcome }: { kind: string; outcome: string }) =>
  kind === 'charge' && outcome === 'succeeded';
