import type { ProductStatus } from '../domain/product-status';
import { presentImage, type ImageRow } from './present-image';
import { presentVariant, type VariantRow } from './present-variant';
import type { ProductCard, ProductView } from './product.schema';

/** What a statement reads of a product, as the driver gives it: 64-bit integers and decimals as text. */
export interface ProductRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly optionNames: readonly string[];
  readonly priceMinor: string;
  readonly maxPriceMinor: string;
  readonly currency: string;
  readonly categoryId: string;
  readonly categorySlug: string;
  readonly categoryName: string;
  readonly rating: string;
  readonly ratingCount: number;
}

export interface ProductCardRow extends ProductRow {
  readonly sku: string;
  readonly inStock: boolean;
  readonly image: ImageRow | null;
}

export interface ProductDetailRow extends ProductRow {
  readonly description: string;
  readonly status: ProductStatus;
  readonly tags: readonly string[];
  readonly variants: readonly VariantRow[];
  readonly images: readonly ImageRow[] | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The columns of a `ProductRow`, of products p and categories c. */
export const PRODUCT_COLUMNS = `
  p.id, p.slug, p.name, p.option_names as "optionNames", p.price_minor as "priceMinor",
  p.max_price_minor as "maxPriceMinor", p.currency,
  c.id as "categoryId", c.slug as "categorySlug", c.name as "categoryName",
  p.rating, p.rating_count as "ratingCount"`;

const presentSummary = (row: ProductRow, sku: string, inStock: boolean) => ({
  id: row.id,
  slug: row.slug,
  sku,
  name: row.name,
  optionNames: [...row.optionNames],
  priceMinor: Number(row.priceMinor),
  maxPriceMinor: Number(row.maxPriceMinor),
  currency: row.currency,
  category: { id: row.categoryId, slug: row.categorySlug, name: row.categoryName },
  rating: { average: row.ratingCount === 0 ? null : Number(row.rating), count: row.ratingCount },
  inStock,
});

/** A product in a list. */
export const presentProductCard = (row: ProductCardRow): ProductCard => ({
  ...presentSummary(row, row.sku, row.inStock),
  image: row.image && presentImage(row.id, row.image),
});

/** A product by itself. */
export function presentProduct(row: ProductDetailRow): ProductView {
  const active = row.variants.filter(({ status }) => status === 'active');
  const inStock = active.some((variant) => variant.inStock);
  return {
    ...presentSummary(row, active[0]?.sku ?? '', inStock),
    description: row.description,
    status: row.status,
    tags: [...row.tags],
    variants: row.variants.map((variant) => presentVariant(variant, row.optionNames)),
    images: (row.images ?? []).map((image) => presentImage(row.id, image)),
    version: row.version,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
