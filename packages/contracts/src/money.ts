import { Type, type Static } from '@sinclair/typebox';

/** The largest amount we move: far above any order, far below where a double stops being exact. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000;

export const Currency = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'An ISO 4217 currency code.',
});

export const AmountMinor = Type.Integer({
  minimum: 0,
  maximum: MAX_AMOUNT_MINOR,
  description: 'An amount in minor units (cents).',
});

export const Money = Type.Object(
  { amountMinor: AmountMinor, currency: Currency },
  { description: 'Integer minor units and their currency. Never a float.' },
);
export type Money = Static<typeof Money>;
