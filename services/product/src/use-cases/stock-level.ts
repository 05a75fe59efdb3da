import type { VariantOptions } from '@sidecart/contracts';

/** How much of a variant there is. */
export interface StockLevel {
  readonly productId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly options: VariantOptions;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly lowStockThreshold: number | null;
}

/** Takes from a variant what its level is, with what is available as it follows from the rest. */
export const toLevel = (of: Omit<StockLevel, 'available'>): StockLevel => ({
  productId: of.productId,
  variantId: of.variantId,
  sku: of.sku,
  options: of.options,
  onHand: of.onHand,
  reserved: of.reserved,
  available: of.onHand - of.reserved,
  lowStockThreshold: of.lowStockThreshold,
});
