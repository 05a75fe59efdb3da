/** Currencies without minor units for which Stripe wants hundredths all the same. */
const IN_HUNDREDTHS = ['ISK', 'UGX'];

/** An amount in ISO 4217 minor units as Stripe counts it. */
export const toStripeAmount = (amountMinor: number, currency: string): number =>
  IN_HUNDREDTHS.includes(currency) ? amountMinor * 100 : amountMinor;
