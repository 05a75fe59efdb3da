import { randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import { DomainError } from '@sidecart/platform';
import { ormConfig } from '../db/orm';
import { nextStep, type Step } from './next-step';
import { Payment } from './payment';
import { PaymentMethod } from './payment-method';
import { PAYMENT_STATUSES, requireTransition, type PaymentStatus } from './payment-status';
import type { ProviderPayment, ProviderPaymentState } from './provider-outcome';
import { takeAnswer } from './take-answer';

// Collections know their owner by the mapping; nothing is connected.
beforeAll(() => void MikroORM.initSync(ormConfig('postgresql://localhost/none')));

const now = new Date('2026-01-01T00:00:00Z');
const actionExpiresAt = new Date('2026-01-01T00:15:00Z');
const later = new Date('2026-01-01T00:16:00Z');

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

/** Stated here once more on purpose. */
const LEGAL: readonly (readonly [PaymentStatus, PaymentStatus])[] = [
  ['pending', 'requires-action'],
  ['pending', 'authorized'],
  ['pending', 'completed'],
  ['pending', 'failed'],
  ['requires-action', 'authorized'],
  ['requires-action', 'completed'],
  ['requires-action', 'failed'],
  ['authorized', 'completed'],
  ['authorized', 'failed'],
  ['authorized', 'voided'],
  ['completed', 'refunded'],
];

describe('a payment', () => {
  it('has the same id for an order whenever it is opened', () => {
    const order = newOrder(1);
    expect(Payment.open(order, null, now).id).toBe(Payment.openCancelled(order, now).id);
  });

  it.each(PAYMENT_STATUSES.flatMap((from) => PAYMENT_STATUSES.map((to) => [from, to] as const)))(
    'goes from %s to %s only if that is legal',
    (from, to) => {
      const move = () => requireTransition(from, to);
      if (LEGAL.some(([a, b]) => a === from && b === to)) expect(move).not.toThrow();
      else expect(move).toThrow(DomainError);
    },
  );

  it('is completed at once when it costs nothing, and gives nothing back without a provider', () => {
    const payment = open(0);
    expect(payment.status).toBe('completed');
    expect(payment.cancel(now)).toMatchObject({ status: 'succeeded', amountMinor: 0 });
    expect(payment.status).toBe('refunded');
    expect(payment.ledger.getItems()).toEqual([]);
  });
});

describe('a payment that waits for its customer', () => {
  it('gives no more time when the provider shows another page', () => {
    const payment = open();
    take(payment, 'action-required');
    const next = { ...answer('action-required'), action: { url: 'https://bank.test/2', expiresAt: null } };
    takeAnswer(payment, next, { provider: 'sandbox', now, actionExpiresAt: later });
    expect(payment).toMatchObject({ actionUrl: 'https://bank.test/2', actionExpiresAt });
  });

  it('waits no longer than the provider does', () => {
    const payment = open();
    const earlier = new Date('2026-01-01T00:05:00Z');
    const asked = { ...answer('action-required'), action: { url: 'https://bank.test', expiresAt: earlier } };
    takeAnswer(payment, asked, { provider: 'sandbox', now, actionExpiresAt });
    expect(payment.actionExpiresAt).toEqual(earlier);
  });

  it.each<[string, Date, boolean, Step]>([
    ['is looked at while there is time', now, false, 'look'],
    ['is abandoned when the time is over', later, false, 'abandon'],
    ['is abandoned when its order is cancelled', now, true, 'abandon'],
  ])('%s', (_name, at, isCancelled, step) => {
    const payment = open();
    payment.attempts = 1;
    take(payment, 'action-required');
    if (isCancelled) payment.cancel(now);
    expect(nextStep(payment, at)).toBe(step);
  });
});
