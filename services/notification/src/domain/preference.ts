import type { ChannelName, Kind } from './kinds';

/** What a person decided about one kind of notification over one channel. Without a decision it is sent. */
export class Preference {
  userId!: string;
  kind!: Kind;
  channel!: ChannelName;
  isEnabled!: boolean;
  updatedAt!: Date;
}

/** Whether a decision is about that kind over that channel. */
export const isAbout = (
  decision: Pick<Preference, 'kind' | 'channel'>,
  kind: string,
  channel: string,
): boolean => decision.kind === kind && decision.channel === channel;
