import { Collection, ref } from '@mikro-orm/core';
import { DomainError } from '@sidecart/platform';
import { v7 as uuidv7 } from 'uuid';
import { backOffMs, MAX_ATTEMPTS } from './back-off';
import { DeliveryLogEntry, type Outcome } from './delivery-log-entry';
import type { ChannelName, Kind } from './kinds';

export const NOTIFICATION_STATUSES = ['queued', 'sent', 'failed', 'dead'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** What came of an attempt. One that is deferred may succeed later, one that failed will not. */
export type Delivery =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'deferred'; readonly code: string }
  | { readonly outcome: 'failed'; readonly code: string };

/** Something a person is told over one channel, once. */
export class Notification {
  id!: string;
  /** What it tells, such as `order.confirmed:<orderId>`: the same fact is told once, however often it is heard. */
  factKey!: string;
  userId!: string;
  kind!: Kind;
  channel!: ChannelName;
  templateVersion!: number;
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
  log = new Collection<DeliveryLogEntry>(this);

  /**
   * Notes what came of an attempt. An attempt whose lease was lost counts only if it succeeded; that it was made is kept
   * either way.
   *
   * @param attempt the number the attempt was claimed under
   */
  settle(delivery: Delivery, attempt: number, now: Date): void {
    const isDead = delivery.outcome === 'deferred' && attempt >= MAX_ATTEMPTS;
    const outcome = isDead ? 'dead' : delivery.outcome;
    this.note(outcome, 'code' in delivery ? delivery.code : null, attempt, now);
    if (this.status !== 'queued' || (attempt !== this.attempts && outcome !== 'sent')) return;
    if (outcome === 'deferred') {
      this.nextAttemptAt = new Date(now.getTime() + backOffMs(attempt));
      return;
    }
    this.status = outcome;
    this.nextAttemptAt = null;
    if (outcome === 'sent') this.sentAt = now;
  }

  /**
   * Queues it once more, from the first attempt on.
   *
   * @throws DomainError conflict when it is queued anyway
   */
  resend(now: Date): void {
    if (this.status === 'queued') {
      throw new DomainError(
        'conflict',
        'already-queued',
        'It has not been delivered yet: it is still tried.',
      );
    }
    Object.assign(this, { status: 'queued', attempts: 0, resends: this.resends + 1, nextAttemptAt: now });
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
