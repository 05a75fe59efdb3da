import type { Card } from '../domain/card';

/** What the merchant sees of a card. */
export const presentCard = (token: string, { brand, last4, expiryMonth, expiryYear, story }: Card) => ({
  token,
  brand,
  last4,
  expiryMonth,
  expiryYear,
  story,
});
