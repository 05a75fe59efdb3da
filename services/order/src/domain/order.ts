import { Collection, ref } from '@mikro-orm/core';
import type { CancellationReason, VariantOptions } from '@sidecart/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Address } from './address';
import { OrderHistoryEntry, type Actor } from './order-history';
import { toOrderItem, type OrderItem } from './order-item';
import { toOrderNumber } from './order-number';
import { requireTransition, type OrderStatus } from './order-status';
import { refundAttention, type Attention } from './attention';
import { paymentStateAfter, type PaymentState } from './payment-state';
import type { LineShares, OrderTotals } from './pricing/price-order';
import { followBy, type Tracking } from './tracking';

/** How long an order waits for its payment before it is cancelled. Less than stock is held for. */
export const PAYMENT_DEADLINE_MS = 15 * 60_000;

/** When an order that waits for news first asks again; later it asks ever less often. */
export const FIRST_CHECK_AFTER_MS = 20_000;

/** A line at the price of the moment its stock was held. */
export interface HeldLine {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly options: VariantOptions;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

export interface NewOrder {
  readonly id: string;
  readonly customerId: string;
  readonly paymentMethodId: string;
  readonly shippingAddress: Address;
  readonly currency: string;
  readonly lines: readonly (HeldLine & LineShares)[];
  readonly totals: OrderTotals;
  readonly shippingMethod: { readonly id: string; readonly name: string } | undefined;
  readonly couponCode: string | undefined;
}

/** An order and the saga that takes it to its end: it moves only along the table, and each move is kept. */
export class Order {
  id!: string;
  number!: string;
  customerId!: string;
  status!: OrderStatus;
  paymentState!: PaymentState;
  paymentMethodId!: string;
  currency!: string;
  subtotalMinor!: number;
  discountMinor!: number;
  shippingMinor!: number;
  /** On lines and shipping; part of the prices where the tax is included. */
  taxMinor!: number;
  shippingTaxMinor!: number;
  taxIncluded!: boolean;
  totalMinor!: number;
  refundedMinor!: number;
  couponCode!: string | null;
  shippingMethodId!: string | null;
  /** As it was called when the order was placed. */
  shippingMethodName!: string | null;
  shippingAddress!: Address;
  cancellationReason!: CancellationReason | null;
  carrier!: string | null;
  trackingNumber!: string | null;
  trackingUrl!: string | null;
  /** What the person who cancelled it said. */
  cancellationNote!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  deliveredAt!: Date | null;
  paymentDeadlineAt!: Date;
  /** Until when the bank waits for the customer to confirm the payment; null if it never asked. */
  paymentActionUntil!: Date | null;
  /** Until when product is to be asked to hold the stock, and when to ask next; null when there is nothing to ask. */
  holdUntil!: Date | null;
  holdExtensionDueAt!: Date | null;
  holdExtensionAttempts!: number;
  /** Why the refund of a cancelled order was refused for good. */
  refundFailure!: string | null;
  /** What all accepted returns are to give back. */
  returnRefundMinor!: number;
  /** What somebody has to look at, if anything. */
  attention!: Attention | null;
  /** The trace in which it was placed, in which its saga goes on. */
  traceparent?: string | null;
  /** When to look whether the news it waits for was lost; null while it waits for nothing. */
  nextCheckAt!: Date | null;
  checks!: number;
  items = new Collection<OrderItem>(this);
  history = new Collection<OrderHistoryEntry>(this);

  /** Places an order: the only way to make one. What it costs was worked out by `priceOrder`. */
  static place(input: NewOrder, now: Date): Order {
    const order = Object.assign(new Order(), {
      ...pick(input),
      number: toOrderNumber(input.id),
      status: 'pending' as const,
      paymentState: 'awaiting' as const,
      ...input.totals,
      couponCode: input.couponCode ?? null,
      shippingMethodId: input.shippingMethod?.id ?? null,
      shippingMethodName: input.shippingMethod?.name ?? null,
      ...NOTHING_YET,
      createdAt: now,
      updatedAt: now,
      paymentDeadlineAt: new Date(now.getTime() + PAYMENT_DEADLINE_MS),
      nextCheckAt: new Date(now.getTime() + FIRST_CHECK_AFTER_MS),
    });
    input.lines.forEach((line, position) => order.items.add(toOrderItem(order, line, position)));
    order.note(null, 'pending', { kind: 'customer', id: input.customerId }, null, now);
    return order;
  }

  /** The payment was captured. Confirms an order that waits for it; of any other it is only noted. */
  settlePayment(now: Date): void {
    this.movePayment('paid');
    if (this.status === 'pending') this.move('confirmed', { kind: 'system' }, null, now);
  }

  /** The payment will never be captured. */
  failPayment(now: Date): void {
    this.movePayment('failed');
    if (this.status === 'pending') this.cancel('payment-failed', { kind: 'system' }, now);
    else this.scheduleCheck(now);
  }

  /** @param refundedTotalMinor the sum of all refunds so far, which never shrinks whatever order they are heard in */
  noteRefund(refundedTotalMinor: number, now: Date): void {
    this.refundedMinor = Math.max(this.refundedMinor, refundedTotalMinor);
    if (this.refundedMinor >= this.totalMinor) this.movePayment('refunded');
    this.scheduleCheck(now);
  }

  /** The refund of a cancelled order was refused for good: it is asked for no more, and somebody has to look. */
  noteRefundFailure(reason: string, now: Date): void {
    if (this.status !== 'cancelled') return;
    this.refundFailure ??= reason;
    this.scheduleCheck(now);
  }

  /** @throws DomainError conflict once the order has left */
  cancel(reason: CancellationReason, actor: Actor, now: Date, note?: string): void {
    this.move('cancelled', actor, reason, now);
    this.cancellationReason = reason;
    this.cancellationNote = note ?? null;
  }

  ship(actor: Actor, tracking: Tracking, now: Date): void {
    this.move('shipped', actor, null, now);
    followBy(this, tracking);
  }

  deliver(actor: Actor, now: Date): void {
    this.move('delivered', actor, null, now);
    this.deliveredAt = now;
  }

  /** Everything came back. */
  takeBack(actor: Actor, now: Date): void {
    this.move('returned', actor, null, now);
  }

  /** Whether it still waits for the payment service: for a charge, or for the refund of a cancelled order. */
  get awaitsPaymentNews(): boolean {
    if (this.status === 'pending') return true;
    if (this.status !== 'cancelled') return false;
    return this.paymentState === 'awaiting' || (this.paymentState === 'paid' && this.refundFailure === null);
  }

  /** Sets when to check next: ever later while it waits, never once it does not. */
  scheduleCheck(now: Date): void {
    const delayMs = FIRST_CHECK_AFTER_MS * 2 ** Math.min(this.checks, 6);
    this.nextCheckAt = this.awaitsPaymentNews ? new Date(now.getTime() + delayMs) : null;
    if (this.status === 'cancelled') this.attention = refundAttention(this);
  }

  private move(to: OrderStatus, actor: Actor, reason: string | null, now: Date): void {
    const from = this.status;
    requireTransition(from, to);
    this.status = to;
    this.updatedAt = now;
    this.checks = 0;
    this.holdExtensionDueAt = null;
    this.note(from, to, actor, reason, now);
    this.scheduleCheck(now);
  }

  private movePayment(to: PaymentState): void {
    this.paymentState = paymentStateAfter(this.paymentState, to);
  }

  private note(
    from: OrderStatus | null,
    to: OrderStatus,
    actor: Actor,
    reason: string | null,
    at: Date,
  ): void {
    this.history.add(
      Object.assign(new OrderHistoryEntry(), {
        id: uuidv7(),
        order: ref(this),
        fromStatus: from,
        toStatus: to,
        reason,
        actorKind: actor.kind,
        actorId: actor.kind === 'system' ? null : actor.id,
        at,
      }),
    );
  }
}

/** What only happens to an order later. */
const NOTHING_YET = {
  refundedMinor: 0,
  returnRefundMinor: 0,
  cancellationReason: null,
  cancellationNote: null,
  carrier: null,
  trackingNumber: null,
  trackingUrl: null,
  deliveredAt: null,
  paymentActionUntil: null,
  holdUntil: null,
  holdExtensionDueAt: null,
  holdExtensionAttempts: 0,
  refundFailure: null,
  attention: null,
  checks: 0,
};

const pick = ({ id, customerId, paymentMethodId, shippingAddress, currency }: NewOrder) => ({
  id,
  customerId,
  paymentMethodId,
  shippingAddress,
  currency,
});
