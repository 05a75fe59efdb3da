import type { Ref } from '@mikro-orm/core';
import type { Actor } from './order-history';
import type { Order } from './order';

/**
 * What an entry tells: an event that was received or published, a look after news that did not come, an attempt to have
 * the stock held longer, a move of a return, a refund, a change of how the parcel is followed, or that the bank asks the
 * customer. The moves of the order itself are in its history.
 */
export const TIMELINE_KINDS = [
  'received',
  'published',
  'check',
  'hold',
  'return',
  'refund',
  'tracking',
  'payment-action',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened to an order, kept for as long as the order is. */
export class TimelineEntry {
  id!: string;
  order!: Ref<Order>;
  at!: Date;
  kind!: TimelineKind;
  topic!: string | null;
  eventId!: string | null;
  /** How long after it happened an event was received. */
  lateMs!: number | null;
  /** When an event left the outbox. */
  publishedAt!: Date | null;
  returnId!: string | null;
  refundId!: string | null;
  fromStatus!: string | null;
  toStatus!: string | null;
  amountMinor!: number | null;
  detail!: string | null;
  actorKind!: Actor['kind'] | null;
  actorId!: string | null;
  traceId!: string | null;
}
