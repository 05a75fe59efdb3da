import { Collection, ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { backOffMs, MAX_ATTEMPTS } from './back-off';
import { DeliveryLogEntry, type Outcome } from './delivery-log-entry';
import type { ChannelName, Kind } from './kinds';

export const NOTIFICATION_STATUSES = ['queued', 'sent', 'failed', 'dead', 'cancelled'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/**
 * What came of an attempt. One that is deferred may succeed later, one that failed will not. What is put off was not tried:
 * it waits until then, and what is cancelled is not wanted any more.
 */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'deferred' | 'failed' | 'cancelled'; readonly code: string }
  | { readonly outcome: 'put-off'; readonly code: string; readonly until: Date };

/** Something a person is told over one channel, once. */
export class Notification {
  id!: string;
  /** What it tells, such as `order.confirmed:<orderId>`: a fact is told once a channel, however often it is heard. */
  factKey!: string;
  /** Null when it is for the staff. */
  userId!: string | null;
  kind!: Kind;
  channel!: ChannelName;
  /** Which set of variables it keeps: it is written with a template of the same. */
  revision!: number;
  /** What the template is filled in with, without anything secret or personal: that is asked for when it is sent. */
  variables!: Record<string, unknown>;
  status!: NotificationStatus;
  attempts!: number;
  /** How often staff had it sent again. */
  resends!: number;
  /** When to try next; null unless it is queued. */
  nextAttemptAt!: Date | null;
  createdAt!: Date;
  sentAt!: Date | null;
  /** When the person read it in the shop; null otherwise, and for every other channel. */
  readAt!: Date | null;
  log = new Collection<DeliveryLogEntry>(this);

  /**
   * Notes what came of an attempt. An attempt whose lease was lost, or that was overtaken by a cancellation, counts only if it
   * succeeded; that it was made is kept either way.
   *
   * @param attempt the number the attempt was claimed under
   */
  settle(delivery: Delivery, attempt: number, now: Date): void {
    const isDead = delivery.outcome === 'deferred' && attempt >= MAX_ATTEMPTS;
    const outcome = isDead ? 'dead' : delivery.outcome;
    this.note(outcome, 'code' in delivery ? delivery.code : null, attempt, now);
    if (outcome === 'sent') {
      if (this.status === 'queued' || this.status === 'cancelled') this.end('sent', now);
      return;
    }
    if (this.status !== 'queued' || attempt !== this.attempts) return;
    if (delivery.outcome === 'put-off') {
      this.attempts -= 1;
      this.nextAttemptAt = delivery.until;
    } else if (outcome === 'deferred') {
      this.nextAttemptAt = new Date(now.getTime() + backOffMs(attempt));
    } else if (outcome !== 'put-off') {
      this.end(outcome, now);
    }
  }

  /**
   * Queues it once more, from the first attempt on.
   *
   * @throws DomainError conflict when it is queued anyway, or nothing that is sent
   */
  resend(now: Date): void {
    if (this.channel === 'inbox') {
      throw new DomainError('conflict', 'not-sent', 'It is shown in the shop, and not sent.');
    }
    if (this.status === 'queued') {
      throw new DomainError(
        'conflict',
        'already-queued',
        'It has not been delivered yet: it is still tried.',
      );
    }
    Object.assign(this, { status: 'queued', attempts: 0, resends: this.resends + 1, nextAttemptAt: now });
  }

  /**
   * Takes it out of the queue. An attempt that is under way may still succeed.
   *
   * @throws DomainError conflict when it is not queued
   */
  cancel(now: Date): void {
    if (this.status !== 'queued') {
      throw new DomainError('conflict', 'not-queued', 'It is not queued: there is nothing to cancel.');
    }
    this.note('cancelled', 'by-staff', this.attempts, now);
    this.end('cancelled', now);
  }

  private end(status: Exclude<NotificationStatus, 'queued'>, now: Date): void {
    this.status = status;
    this.nextAttemptAt = null;
    if (status === 'sent') this.sentAt = now;
  }

  private note(outcome: Outcome, code: string | null, attempt: number, at: Date): void {
    this.log.add(
      Object.assign(new DeliveryLogEntry(), {
        id: uuidv7(),
        notification: ref(this),
        userId: this.userId,
        kind: this.kind,
        channel: this.channel,
        attempt,
        outcome,
        code,
        at,
      }),
    );
  }
}
