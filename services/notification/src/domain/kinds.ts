export const CHANNELS = ['email'] as const;
export type ChannelName = (typeof CHANNELS)[number];

export const KINDS = [
  'welcome',
  'password-reset',
  'order-confirmed',
  'order-cancelled',
  'order-shipped',
  'order-delivered',
  'payment-refunded',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * What nobody can switch off: what a person asked for a moment ago, and what a shop owes them in writing about their money
 * and their contract. The rest is a courtesy.
 */
const REQUIRED: ReadonlySet<Kind> = new Set<Kind>([
  'password-reset',
  'order-confirmed',
  'order-cancelled',
  'payment-refunded',
]);

/** Whether a kind of notification is sent whatever a person prefers. */
export const isRequired = (kind: Kind): boolean => REQUIRED.has(kind);
