import { Collection, ref, type Ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import { LedgerEntry } from './ledger-entry';
import { PaymentHistoryEntry } from './payment-history';
import type { PaymentMethod, ProviderName } from './payment-method';
import { paymentTransitions, requireTransition, type PaymentStatus } from './payment-status';
import type { ProviderPayment, ProviderRefund } from './provider-outcome';
import { newRefund, type Refund } from './refund';

/** The namespace of payment ids: an order has one payment, under the same id however often it is heard of. */
const PAYMENT_ID_NAMESPACE = 'b0a4a4d2-30a5-4b0e-9a55-0f6f1a1d7c34';

/** What an event says of the order that is to be paid. */
export interface PayableOrder {
  readonly orderId: string;
  readonly customerId: string;
  readonly total: { readonly amountMinor: number; readonly currency: string };
}

/** The one payment of an order. It moves only along the table, and each move is kept. */
export class Payment {
  id!: string;
  orderId!: string;
  customerId!: string;
  /** Null when the order named none that the customer has, or was cancelled before it was heard of. */
  method!: Ref<PaymentMethod> | null;
  amountMinor!: number;
  currency!: string;
  status!: PaymentStatus;
  capturedMinor!: number;
  /** What was given back or is on its way. Refunds are decided by it, so that they never exceed what was captured. */
  refundReservedMinor!: number;
  refundedMinor!: number;
  providerReference!: string | null;
  failureReason!: string | null;
  /** Set once the order was cancelled: from then on whatever is captured goes back. */
  orderCancelledAt!: Date | null;
  /** How often the provider was asked for the charge. After the first time it may have been made. */
  attempts!: number;
  /** When to ask the provider next; null once there is an outcome. */
  nextAttemptAt!: Date | null;
  createdAt!: Date;
  updatedAt!: Date;
  /** When it was completed or failed. */
  settledAt!: Date | null;
  history = new Collection<PaymentHistoryEntry>(this);
  ledger = new Collection<LedgerEntry>(this);
  refunds = new Collection<Refund>(this);

  /** Opens the payment of an order that waits for it. Without a method of the customer's it has failed already. */
  static open(order: PayableOrder, method: PaymentMethod | null, now: Date): Payment {
    const payment = Payment.create(order, method, now);
    if (!method) payment.fail('payment-method-not-found', now);
    return payment;
  }

  /** Notes that an order is cancelled whose creation was not heard of yet: when it is, nothing will be charged. */
  static openCancelled(order: PayableOrder, now: Date): Payment {
    const payment = Payment.create(order, null, now);
    payment.orderCancelledAt = now;
    payment.fail('order-cancelled', now);
    return payment;
  }

  /**
   * Takes the provider's word on the charge.
   *
   * @returns the refund of it all, when the order was cancelled while the charge was under way
   */
  settleCharge(charge: ProviderPayment, provider: ProviderName, now: Date): Refund | undefined {
    if (charge.state === 'abandoned') {
      this.fail('order-cancelled', now);
      return undefined;
    }
    const { state, reference, failureReason } = charge;
    const outcome = state === 'failed' ? 'failed' : 'succeeded';
    this.note({
      kind: 'charge',
      amountMinor: this.amountMinor,
      outcome,
      failureReason,
      provider,
      providerReference: reference,
      idempotencyKey: this.orderId,
      createdAt: now,
    });
    if (outcome === 'failed') {
      this.fail(failureReason ?? 'card-declined', now);
      return undefined;
    }
    this.move('completed', null, now);
    this.capturedMinor = this.amountMinor;
    this.providerReference = reference;
    this.settledAt = now;
    this.nextAttemptAt = null;
    return this.orderCancelledAt === null ? undefined : this.giveBackRest(now);
  }

  /**
   * The order was cancelled. What was not begun never will be, what is captured goes back, and what is under way is
   * decided when its outcome is known.
   *
   * @returns the refund of what is left, if anything is
   */
  cancel(now: Date): Refund | undefined {
    const isFirst = this.orderCancelledAt === null;
    this.orderCancelledAt ??= now;
    if (this.status === 'pending' && this.attempts === 0) this.fail('order-cancelled', now);
    if (this.status !== 'completed') return undefined;
    const isFree = this.capturedMinor === 0;
    return this.refundableMinor > 0 || (isFree && isFirst) ? this.giveBackRest(now) : undefined;
  }

  /** Whether nothing can happen to it any more. */
  get isClosed(): boolean {
    return paymentTransitions[this.status].length === 0;
  }

  /** What can still be given back. */
  get refundableMinor(): number {
    return this.capturedMinor - this.refundReservedMinor;
  }

  /**
   * Sets an amount aside to be given back.
   *
   * @param amountMinor all that is left when undefined
   * @throws DomainError conflict unless the payment is captured, refused when there is not that much left
   */
  requestRefund(amountMinor: number | undefined, reason: string, requestedBy: string, now: Date): Refund {
    if (this.status === 'pending' || this.status === 'failed') {
      throw new DomainError(
        'conflict',
        'payment-not-captured',
        `A payment that is ${this.status} has nothing to give back.`,
      );
    }
    const wantedMinor = amountMinor ?? this.refundableMinor;
    if (wantedMinor === 0 || wantedMinor > this.refundableMinor) {
      const detail = `at most ${this.refundableMinor} can still be given back`;
      throw new DomainError('refused', 'refund-too-large', `Of this payment ${detail}.`, {
        errors: [{ in: 'body', pointer: '#/amountMinor', detail }],
      });
    }
    return this.reserveRefund(wantedMinor, reason, requestedBy, now);
  }

  /** Takes the provider's word on a refund of this payment that is pending. */
  settleRefund(refund: Refund, result: ProviderRefund, provider: ProviderName, now: Date): void {
    const { outcome, reference, failureReason } = result;
    if (outcome === 'processing') return;
    const { id: idempotencyKey, amountMinor } = refund;
    this.note({
      kind: 'refund',
      amountMinor,
      outcome,
      failureReason,
      provider,
      providerReference: reference,
      idempotencyKey,
      createdAt: now,
    });
    Object.assign(refund, { status: outcome, providerReference: reference, failureReason, settledAt: now });
    refund.nextAttemptAt = null;
    this.updatedAt = now;
    if (outcome === 'failed') {
      this.refundReservedMinor -= amountMinor;
      return;
    }
    this.refundedMinor += amountMinor;
    if (this.refundedMinor === this.capturedMinor) this.move('refunded', null, now);
  }

  private static create(order: PayableOrder, method: PaymentMethod | null, now: Date): Payment {
    const payment = Object.assign(new Payment(), {
      id: uuidv5(order.orderId, PAYMENT_ID_NAMESPACE),
      orderId: order.orderId,
      customerId: order.customerId,
      method: method === null ? null : ref(method),
      amountMinor: order.total.amountMinor,
      currency: order.total.currency,
      status: 'pending' as const,
      capturedMinor: 0,
      refundReservedMinor: 0,
      refundedMinor: 0,
      providerReference: null,
      failureReason: null,
      orderCancelledAt: null,
      attempts: 0,
      nextAttemptAt: now,
      createdAt: now,
      updatedAt: now,
      settledAt: null,
    });
    payment.remember(null, 'pending', null, now);
    return payment;
  }

  private fail(reason: string, now: Date): void {
    this.move('failed', reason, now);
    this.failureReason = reason;
    this.settledAt = now;
    this.nextAttemptAt = null;
  }

  private giveBackRest(now: Date): Refund {
    return this.reserveRefund(this.refundableMinor, 'order-cancelled', null, now);
  }

  private reserveRefund(amountMinor: number, reason: string, requestedBy: string | null, now: Date): Refund {
    this.refundReservedMinor += amountMinor;
    this.updatedAt = now;
    const refund = newRefund(this, { amountMinor, reason, requestedBy }, now);
    this.refunds.add(refund);
    return refund;
  }

  private note(operation: Omit<LedgerEntry, 'id' | 'payment' | 'currency'>): void {
    this.ledger.add(
      Object.assign(new LedgerEntry(), {
        id: uuidv7(),
        payment: ref(this),
        currency: this.currency,
        ...operation,
      }),
    );
  }

  private move(to: PaymentStatus, reason: string | null, now: Date): void {
    const from = this.status;
    requireTransition(from, to);
    this.status = to;
    this.updatedAt = now;
    this.remember(from, to, reason, now);
  }

  private remember(from: PaymentStatus | null, to: PaymentStatus, reason: string | null, at: Date): void {
    this.history.add(
      Object.assign(new PaymentHistoryEntry(), {
        id: uuidv7(),
        payment: ref(this),
        fromStatus: from,
        toStatus: to,
        reason,
        at,
      }),
    );
  }
}
