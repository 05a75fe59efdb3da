export const PROVIDERS = ['sandbox', 'stripe'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** How many payment methods a customer may have. */
export const MAX_METHODS = 20;

/**
 * What a customer pays with, as a provider knows it: an opaque reference and what a person recognises the card by. There
 * is no card number here and never was. One that was removed is kept for the payments it was used for.
 */
export class PaymentMethod {
  id!: string;
  customerId!: string;
  provider!: ProviderName;
  providerToken!: string;
  brand!: string;
  last4!: string;
  expiryMonth!: number;
  expiryYear!: number;
  isDefault!: boolean;
  createdAt!: Date;
  removedAt!: Date | null;
}
