import { Collection, ref, type Ref } from '@mikro-orm/core';
import { v5 as uuidv5 } from 'uuid';
import { newLedgerEntry, type LedgerEntry, type LedgerOperation } from './ledger-entry';
import { newHistoryEntry, type PaymentHistoryEntry } from './payment-history';
import type { PaymentMethod } from './payment-method';
import { isOpenStatus, paymentTransitions, requireTransition, type PaymentStatus } from './payment-status';
import type { Refund } from './refund';
import { reserveRefund } from './reserve-refund';

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
  /** Known from the provider's first answer on. */
  providerReference!: string | null;
  failureReason!: string | null;
  /** The page on which the customer confirms the payment, while that is waited for. Nobody else is told. */
  actionUrl!: string | null;
  actionRequiredAt!: Date | null;
  /** After this the payment is abandoned. */
  actionExpiresAt!: Date | null;
  /** Set once the order was cancelled: from then on what is authorised is let go and what is captured goes back. */
  orderCancelledAt!: Date | null;
  /** How often the provider was asked. After the first time something may have happened there. */
  attempts!: number;
  /** When to ask the provider next; null once there is an outcome. */
  nextAttemptAt!: Date | null;
  /** The trace in which its order was heard of, in which it goes on. */
  traceparent?: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  /** When it was completed, voided or failed. */
  settledAt!: Date | null;
  history = new Collection<PaymentHistoryEntry>(this);
  ledger = new Collection<LedgerEntry>(this);
  refunds = new Collection<Refund>(this);

  /**
   * Opens the payment of an order that waits for it. Without a method of the customer's it has failed already; what costs
   * nothing is completed already, and no provider hears of it.
   */
  static open(order: PayableOrder, method: PaymentMethod | null, now: Date): Payment {
    const payment = Payment.create(order, method, now);
    if (!method) payment.fail('payment-method-not-found', now);
    else if (payment.amountMinor === 0) payment.settle('completed', null, now);
    return payment;
  }

  /** Notes that an order is cancelled whose creation was not heard of yet: when it is, nothing will be charged. */
  static openCancelled(order: PayableOrder, now: Date): Payment {
    const payment = Payment.create(order, null, now);
    payment.orderCancelledAt = now;
    payment.fail('order-cancelled', now);
    return payment;
  }

  /** Whether something is still to come from the provider. */
  get isOpen(): boolean {
    return isOpenStatus(this.status);
  }

  /** Whether nothing can happen to it any more. */
  get isClosed(): boolean {
    return paymentTransitions[this.status].length === 0;
  }

  /** What can still be given back. */
  get refundableMinor(): number {
    return this.capturedMinor - this.refundReservedMinor;
  }

  /** The customer has to confirm it. Asked again, another page may do; the time to do it in stays. */
  requireAction(url: string, expiresAt: Date, now: Date): void {
    this.actionUrl = url;
    if (this.status === 'requires-action') return;
    this.move('requires-action', null, now);
    this.actionRequiredAt = now;
    this.actionExpiresAt = expiresAt;
  }

  /** The amount is set aside on the card. */
  authorize(now: Date): void {
    this.move('authorized', null, now);
    this.actionUrl = null;
  }

  /**
   * The whole amount was taken.
   *
   * @returns the refund of it all, when the order was cancelled meanwhile
   */
  complete(now: Date): Refund | undefined {
    this.settle('completed', null, now);
    this.capturedMinor = this.amountMinor;
    return this.orderCancelledAt === null ? undefined : this.giveBackRest(now);
  }

  /** What was authorised was let go. */
  release(reason: string, now: Date): void {
    this.settle('voided', reason, now);
    this.failureReason = reason;
  }

  /** Nothing was taken, and nothing will be. */
  fail(reason: string, now: Date): void {
    this.settle('failed', reason, now);
    this.failureReason = reason;
  }

  /** Everything went back. */
  markRefunded(now: Date): void {
    this.move('refunded', null, now);
  }

  /** Keeps what the provider has done. */
  note(operation: LedgerOperation): void {
    this.ledger.add(newLedgerEntry(this, operation));
  }

  /**
   * The order was cancelled. What was not begun never will be, what is captured goes back, and what is under way is
   * abandoned, let go or given back as soon as it is known how it stands.
   *
   * @returns the refund of what is left, if anything is
   */
  cancel(now: Date): Refund | undefined {
    const isFirst = this.orderCancelledAt === null;
    this.orderCancelledAt ??= now;
    if (this.status === 'pending' && this.attempts === 0) this.fail('order-cancelled', now);
    // What waits for the customer waits no longer.
    if (this.status === 'requires-action' && isFirst) this.nextAttemptAt = now;
    if (this.status !== 'completed') return undefined;
    const isFree = this.capturedMinor === 0;
    return this.refundableMinor > 0 || (isFree && isFirst) ? this.giveBackRest(now) : undefined;
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
      actionUrl: null,
      actionRequiredAt: null,
      actionExpiresAt: null,
      orderCancelledAt: null,
      attempts: 0,
      nextAttemptAt: now,
      createdAt: now,
      updatedAt: now,
      settledAt: null,
    });
    payment.history.add(
      newHistoryEntry(payment, { fromStatus: null, toStatus: 'pending', reason: null, at: now }),
    );
    return payment;
  }

  private settle(to: 'completed' | 'voided' | 'failed', reason: string | null, now: Date): void {
    this.move(to, reason, now);
    this.settledAt = now;
    this.nextAttemptAt = null;
    this.actionUrl = null;
  }

  private giveBackRest(now: Date): Refund {
    const wanted = { reason: 'order-cancelled', requestedBy: null, returnId: null };
    return reserveRefund(this, { amountMinor: this.refundableMinor, ...wanted }, now);
  }

  private move(to: PaymentStatus, reason: string | null, now: Date): void {
    const from = this.status;
    requireTransition(from, to);
    this.status = to;
    this.updatedAt = now;
    this.history.add(newHistoryEntry(this, { fromStatus: from, toStatus: to, reason, at: now }));
  }
}
