/** How people are reached: by mail, by a text message, by a browser's notification, and in the shop itself. */
export const CHANNELS = ['email', 'sms', 'push', 'inbox'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const KINDS = [
  'welcome',
  'password-reset',
  'order-confirmed',
  'order-cancelled',
  'order-shipped',
  'order-delivered',
  'order-returned',
  'payment-action-required',
  'payment-refunded',
  'payment-refund-failed',
  'stock-low',
] as const;
export type Kind = (typeof KINDS)[number];

interface KindRule {
  /** Whom it is for: a customer, or the people who run the shop, who are one address. */
  readonly audience: 'customer' | 'staff';
  readonly channels: readonly ChannelName[];
  /** Whether it is sent by mail whatever a person prefers. */
  readonly isRequired?: boolean;
  /** Whether it is of no use later: it waits for no morning. */
  readonly isUrgent?: boolean;
}

const EVERYWHERE = CHANNELS;

/**
 * What nobody can switch off is what a person asked for a moment ago, and what a shop owes them in writing about their money
 * and their contract. The rest is a courtesy.
 */
const RULES: Readonly<Record<Kind, KindRule>> = {
  welcome: { audience: 'customer', channels: ['email', 'inbox'] },
  'password-reset': { audience: 'customer', channels: ['email'], isRequired: true, isUrgent: true },
  'order-confirmed': { audience: 'customer', channels: EVERYWHERE, isRequired: true },
  'order-cancelled': { audience: 'customer', channels: EVERYWHERE, isRequired: true },
  'order-shipped': { audience: 'customer', channels: EVERYWHERE },
  'order-delivered': { audience: 'customer', channels: EVERYWHERE },
  'order-returned': { audience: 'customer', channels: EVERYWHERE, isRequired: true },
  'payment-action-required': {
    audience: 'customer',
    channels: EVERYWHERE,
    isRequired: true,
    isUrgent: true,
  },
  'payment-refunded': { audience: 'customer', channels: EVERYWHERE, isRequired: true },
  'payment-refund-failed': { audience: 'staff', channels: ['email'], isRequired: true },
  'stock-low': { audience: 'staff', channels: ['email'], isRequired: true },
};

/** What goes to customers, each kind with its channels. */
export const CUSTOMER_KINDS: readonly Kind[] = KINDS.filter((kind) => RULES[kind].audience === 'customer');

export const isForStaff = (kind: Kind): boolean => RULES[kind].audience === 'staff';

/** The channels a kind can be sent over. */
export const channelsOf = (kind: Kind): readonly ChannelName[] => RULES[kind].channels;

/** Whether it is sent whatever a person prefers: a required kind, over its main channel, which is mail. */
export const isRequired = (kind: Kind, channel: ChannelName): boolean =>
  channel === 'email' && RULES[kind].isRequired === true;

/** Whether it is sent in quiet hours too: what cannot wait, and mail that is owed, which wakes nobody. */
export const ignoresQuietHours = (kind: Kind, channel: ChannelName): boolean =>
  RULES[kind].isUrgent === true || isRequired(kind, channel) || channel === 'inbox';

/** Whether it is sent to somebody who has decided nothing. A text message goes only to those who chose it. */
export const isOnByDefault = (channel: ChannelName): boolean => channel !== 'sms';
