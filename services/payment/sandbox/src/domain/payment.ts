import { DomainError } from '@sidecart/platform';
import type { Card } from './card';

export const PAYMENT_STATUSES = [
  'requires-action',
  'processing',
  'authorized',
  'captured',
  'voided',
  'abandoned',
  'declined',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Where a payment may go from each state; one that is not listed has ended. */
const MOVES: Partial<Record<PaymentStatus, readonly PaymentStatus[]>> = {
  'requires-action': ['authorized', 'captured', 'declined', 'abandoned'],
  processing: ['authorized', 'captured', 'declined'],
  authorized: ['captured', 'declined', 'voided'],
};

/** One attempt to take money, known by the merchant's key. */
export class Payment {
  id!: string;
  idempotencyKey!: string;
  /** A digest of what was asked for; null when the key was given up before anything was. */
  fingerprint!: string | null;
  status!: PaymentStatus;
  /** Null, as are amount and currency, when nothing was ever asked for under the key. */
  methodToken!: string | null;
  amountMinor!: number | null;
  currency!: string | null;
  /** Whether it is captured with the authorization. */
  capturesAtOnce!: boolean;
  capturedMinor!: number;
  refundedMinor!: number;
  declineCode!: string | null;
  /** The unguessable part of the address at which the cardholder confirms. */
  actionId!: string | null;
  /** Where the cardholder goes on afterwards. */
  returnUrl!: string | null;
  /** When the result of a payment that is processing will be known. */
  settleAt!: Date | null;
  metadata!: Record<string, string>;
  createdAt!: Date;
  updatedAt!: Date;

  /** The card says yes: the money is taken, or set aside when the merchant wants to capture later. */
  accept(card: Card, now: Date): void {
    if (this.capturesAtOnce) this.take(card, now);
    else this.move('authorized', now);
  }

  /** Takes the money that is set aside; a payment that is captured already stays as it is. */
  capture(card: Card, now: Date): void {
    if (this.status === 'captured') return;
    if (this.status !== 'authorized') throw wrongState(this.status, 'captured');
    this.take(card, now);
  }

  decline(code: string, now: Date): void {
    this.move('declined', now);
    this.declineCode = code;
  }

  /** Lets go of the money that is set aside; a payment that is voided already stays as it is. */
  void(now: Date): void {
    if (this.status !== 'voided') this.move('voided', now);
  }

  /** Waits for the cardholder no more. A payment that does not wait stays as it is. */
  abandon(now: Date): void {
    if (this.status === 'requires-action') this.move('abandoned', now);
  }

  /** Notes money given back. */
  giveBack(amountMinor: number, now: Date): void {
    this.refundedMinor += amountMinor;
    this.updatedAt = now;
  }

  get refundableMinor(): number {
    return this.capturedMinor - this.refundedMinor;
  }

  private take(card: Card, now: Date): void {
    if (card.refuseCapture !== undefined) {
      this.decline(card.refuseCapture, now);
      return;
    }
    this.move('captured', now);
    this.capturedMinor = this.amountMinor ?? 0;
  }

  private move(to: PaymentStatus, now: Date): void {
    if (!MOVES[this.status]?.includes(to)) throw wrongState(this.status, to);
    this.status = to;
    this.settleAt = null;
    this.updatedAt = now;
  }
}

const wrongState = (from: PaymentStatus, to: string) =>
  new DomainError('conflict', 'wrong-state', `A payment that is ${from} cannot be ${to}.`);
