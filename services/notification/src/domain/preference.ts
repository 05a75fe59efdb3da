import { isOnByDefault, isRequired, type ChannelName, type Kind } from './kinds';

/** What a person decided about one kind of notification over one channel. */
export class Preference {
  userId!: string;
  kind!: Kind;
  channel!: ChannelName;
  isEnabled!: boolean;
  updatedAt!: Date;
}

export type Decision = Pick<Preference, 'kind' | 'channel' | 'isEnabled'>;

/** Whether a decision is about that kind over that channel. */
export const isAbout = (
  decision: Pick<Preference, 'kind' | 'channel'>,
  kind: string,
  channel: string,
): boolean => decision.kind === kind && decision.channel === channel;

/** Whether somebody who decided so is told of that kind over that channel. */
export const isWanted = (decisions: readonly Decision[], kind: Kind, channel: ChannelName): boolean =>
  isRequired(kind, channel) ||
  (decisions.find((one) => isAbout(one, kind, channel))?.isEnabled ?? isOnByDefault(channel));
