import type { VariantOptions } from '@sidecart/contracts';
import type { VariantStatus } from '../domain/product-variant';
import type { VariantView } from './variant.schema';

/** What a statement reads of a variant, as JSON. */
export interface VariantRow {
  readonly id: string;
  readonly sku: string;
  readonly options: VariantOptions;
  readonly priceMinor: number;
  readonly weightGrams: number | null;
  readonly status: VariantStatus;
  readonly inStock: boolean;
}

/** A `VariantRow` as a JSON object, of product_variants v and inventory i. */
export const VARIANT = `jsonb_build_object('id', v.id, 'sku', v.sku, 'options', v.options,
  'priceMinor', v.price_minor, 'weightGrams', v.weight_grams, 'status', v.status, 'inStock', i.available > 0)`;

/** A variant with its options in the order of the product's. */
export const presentVariant = (row: VariantRow, optionNames: readonly string[]): VariantView => ({
  id: row.id,
  sku: row.sku,
  options: Object.fromEntries(optionNames.map((name) => [name, row.options[name] ?? ''])),
  priceMinor: row.priceMinor,
  weightGrams: row.weightGrams,
  status: row.status,
  inStock: row.inStock,
});
