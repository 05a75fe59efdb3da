import { createHmac, timingSafeEqual } from 'node:crypto';
import { channelsOf, CUSTOMER_KINDS, isRequired, type ChannelName, type Kind } from './domain/kinds';

/** What somebody does not want any more. */
export interface Unwanted {
  readonly userId: string;
  readonly kind: Kind;
  readonly channel: ChannelName;
}

/** Links by which people put an end to messages without signing in. */
export interface Unsubscribing {
  urlFor(unwanted: Unwanted): string;
  /** @returns undefined when we did not sign it, or it is about what cannot be switched off (any more) */
  read(token: string): Unwanted | undefined;
}

export interface UnsubscribingOptions {
  /** What tokens are signed with. Another key makes the links in all earlier mails useless. */
  readonly key: string;
  /** Where our API is for customers, without a slash at the end. */
  readonly apiUrl: string;
}

/**
 * The token names the person, kind and channel, signed (HMAC-SHA-256). It never ends, as old mails are opened too, and is good
 * for nothing else.
 */
export function createUnsubscribing({ key, apiUrl }: UnsubscribingOptions): Unsubscribing {
  const sign = (text: string) => createHmac('sha256', key).update(`unsubscribe ${text}`).digest();
  return {
    urlFor({ userId, kind, channel }) {
      const text = `${userId}.${kind}.${channel}`;
      return `${apiUrl}/notifications/unsubscribe?token=${text}.${sign(text).toString('base64url')}`;
    },
    read(token) {
      const end = token.lastIndexOf('.');
      const text = token.slice(0, Math.max(end, 0));
      const given = Buffer.from(token.slice(end + 1), 'base64url');
      const right = sign(text);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const [userId, kind, channel] = text.split('.') as [string, Kind, ChannelName];
      return isOptional(kind, channel) ? { userId, kind, channel } : undefined;
    },
  };
}

/** An earlier release may have signed what this one sends in any case, or not at all. */
const isOptional = (kind: Kind, channel: ChannelName): boolean =>
  CUSTOMER_KINDS.includes(kind) && channelsOf(kind).includes(channel) && !isRequired(kind, channel);
