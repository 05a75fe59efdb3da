import type { Ref } from '@mikro-orm/core';

export const MAX_CART_LINES = 50;
export const MAX_LINE_QUANTITY = 99;

/** What somebody means to buy: a customer, or whoever has the token of which the hash is kept. */
export class Cart {
  id!: string;
  customerId!: string | null;
  tokenHash!: string | null;
  couponCode!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
  /** Moves on with each use; a worker deletes what was left behind. */
  expiresAt!: Date;
}

/**
 * One variant in a cart. What it costs is asked whenever somebody looks; what it was called and cost when it was put in,
 * or when a change was last acknowledged, is kept to announce changes. Lines from before that have nothing kept.
 */
export class CartItem {
  cart!: Ref<Cart>;
  variantId!: string;
  productId!: string;
  quantity!: number;
  seenName!: string | null;
  seenUnitPriceMinor!: number | null;
  seenCurrency!: string | null;
  addedAt!: Date;
}
