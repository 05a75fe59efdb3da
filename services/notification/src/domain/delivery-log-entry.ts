import type { Ref } from '@mikro-orm/core';
import type { ChannelName, Kind } from './kinds';
import type { Notification } from './notification';

export const OUTCOMES = ['sent', 'deferred', 'put-off', 'failed', 'dead', 'cancelled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One attempt to deliver a notification and what came of it. It holds codes and ids, never an address or a text. */
export class DeliveryLogEntry {
  id!: string;
  notification!: Ref<Notification>;
  /** Null when it was for the staff. */
  userId!: string | null;
  kind!: Kind;
  channel!: ChannelName;
  attempt!: number;
  outcome!: Outcome;
  /** Why it was not sent, such as smtp-550; null when it was. */
  code!: string | null;
  at!: Date;
}
