import { Collection, ref, type Ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { FIRST_CHECK_AFTER_MS, type Order } from './order';
import type { OrderItem } from './order-item';
import { requireReturnTransition, returnTransitions, type ReturnStatus } from './return-status';

/** Some pieces of one line of an order that come back. */
export class OrderReturnLine {
  id!: string;
  return!: Ref<OrderReturn>;
  item!: Ref<OrderItem>;
  position!: number;
  quantity!: number;
  /** What was paid for these pieces; known once the return is accepted. */
  amountMinor!: number | null;
}

export interface ReturnDecision {
  readonly restock: boolean;
  /** What was paid for the goods, and for the shipping where that goes back too. */
  readonly amountMinor: number;
  readonly deduction: { readonly amountMinor: number; readonly reason: string } | undefined;
}

/** Goods of a delivered order that its customer sends back. */
export class OrderReturn {
  id!: string;
  order!: Ref<Order>;
  customerId!: string;
  status!: ReturnStatus;
  /** Why it comes back, in the customer's words. */
  reason!: string;
  currency!: string;
  restock!: boolean | null;
  /** What was paid for what comes back, and what is given back of it; null until it is accepted. */
  amountMinor!: number | null;
  refundMinor!: number | null;
  deductionMinor!: number;
  deductionReason!: string | null;
  rejectionReason!: string | null;
  failureReason!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  nextCheckAt!: Date | null;
  checks!: number;
  lines = new Collection<OrderReturnLine>(this);

  static request(
    order: Order,
    lines: readonly { item: OrderItem; quantity: number }[],
    reason: string,
    now: Date,
  ): OrderReturn {
    const made = Object.assign(new OrderReturn(), {
      id: uuidv7(),
      order: ref(order),
      customerId: order.customerId,
      status: 'requested' as const,
      reason,
      currency: order.currency,
      restock: null,
      amountMinor: null,
      refundMinor: null,
      deductionMinor: 0,
      deductionReason: null,
      rejectionReason: null,
      failureReason: null,
      createdAt: now,
      updatedAt: now,
      nextCheckAt: null,
      checks: 0,
    });
    lines.forEach(({ item, quantity }, position) => {
      item.claimedQuantity += quantity;
      made.lines.add(toLine(made, item, quantity, position));
    });
    return made;
  }

  /**
   * Takes the goods back. Where nothing is left to refund it has come to its end at once.
   *
   * @throws DomainError refused when more is deducted than was paid
   */
  accept({ restock, amountMinor, deduction }: ReturnDecision, now: Date): void {
    this.move('accepted', now);
    const deductionMinor = deduction?.amountMinor ?? 0;
    if (deductionMinor > amountMinor) throw tooLarge(amountMinor);
    this.restock = restock;
    this.amountMinor = amountMinor;
    this.deductionMinor = deductionMinor;
    this.deductionReason = deduction?.reason ?? null;
    this.refundMinor = amountMinor - deductionMinor;
    this.scheduleCheck(now);
    if (this.refundMinor === 0) this.move('refunded', now);
  }

  reject(reason: string, now: Date): void {
    this.move('rejected', now);
    this.rejectionReason = reason;
    this.letGo();
  }

  withdraw(now: Date): void {
    this.move('withdrawn', now);
    this.letGo();
  }

  /** Notes the refund. @returns whether that was news */
  settle(now: Date): boolean {
    if (!returnTransitions[this.status].includes('refunded')) return false;
    this.move('refunded', now);
    return true;
  }

  /** Notes that the refund was refused for good. @returns whether that was news */
  fail(reason: string, now: Date): boolean {
    if (!returnTransitions[this.status].includes('refund-failed')) return false;
    this.move('refund-failed', now);
    this.failureReason = reason;
    return true;
  }

  /** Sets when to look next whether the refund came: ever later while it waits, never once it does not. */
  scheduleCheck(now: Date): void {
    const delayMs = FIRST_CHECK_AFTER_MS * 2 ** Math.min(this.checks, 6);
    this.nextCheckAt = this.status === 'accepted' ? new Date(now.getTime() + delayMs) : null;
  }

  /** Its pieces may be returned by another. */
  private letGo(): void {
    for (const line of this.lines) line.item.getEntity().claimedQuantity -= line.quantity;
  }

  private move(to: ReturnStatus, now: Date): void {
    requireReturnTransition(this.status, to);
    this.status = to;
    this.updatedAt = now;
    this.nextCheckAt = null;
  }
}

const toLine = (of: OrderReturn, item: OrderItem, quantity: number, position: number): OrderReturnLine =>
  Object.assign(new OrderReturnLine(), {
    id: uuidv7(),
    return: ref(of),
    item: ref(item),
    position,
    quantity,
    amountMinor: null,
  });

const tooLarge = (amountMinor: number) =>
  new DomainError('refused', 'deduction-too-large', 'More is deducted than was paid for what came back.', {
    errors: [{ in: 'body', pointer: '#/deduction/amountMinor', detail: `can be at most ${amountMinor}` }],
  });
