import type { ProductStatus } from '../domain/product-status';
import { presentImage, type ImageRow } from './present-image';
import type { ProductCard, ProductView } from './product.schema';

/** What a statement reads of a product, as the driver gives it: 64-bit integers and decimals as text. */
export interface ProductRow {
  readonly id: string;
  readonly slug: string;
  readonly sku: string;
  readonly name: string;
  readonly priceMinor: string;
  readonly currency: string;
  readonly categoryId: string;
  readonly categorySlug: string;
  readonly categoryName: string;
  readonly rating: string;
  readonly ratingCount: number;
  readonly inStock: boolean;
}

export interface ProductCardRow extends ProductRow {
  readonly image: ImageRow | null;
}

export interface ProductDetailRow extends ProductRow {
  readonly description: string;
  readonly status: ProductStatus;
  readonly tags: readonly string[];
  readonly images: readonly ImageRow[] | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The columns of a `ProductRow`, of products p, categories c and inventory i. */
export const PRODUCT_COLUMNS = `
  p.id, p.slug, p.sku, p.name, p.price_minor as "priceMinor", p.currency,
  c.id as "categoryId", c.slug as "categorySlug", c.name as "categoryName",
  p.rating, p.rating_count as "ratingCount", i.available > 0 as "inStock"`;

const presentSummary = (row: ProductRow) => ({
  id: row.id,
  slug: row.slug,
  sku: row.sku,
  name: row.name,
  priceMinor: Number(row.priceMinor),
  currency: row.currency,
  category: { id: row.categoryId, slug: row.categorySlug, name: row.categoryName },
  rating: { average: row.ratingCount === 0 ? null : Number(row.rating), count: row.ratingCount },
  inStock: row.inStock,
});

/** A product in a list. */
export const presentProductCard = (row: ProductCardRow): ProductCard => ({
  ...presentSummary(row),
  image: row.image && presentImage(row.id, row.image),
});

/** A product by itself. */
export const presentProduct = (row: ProductDetailRow): ProductView => ({
  ...presentSummary(row),
  description: row.description,
  status: row.status,
  tags: [...row.tags],
  images: (row.images ?? []).map((image) => presentImage(row.id, image)),
  version: row.version,
  createdAt: new Date(row.createdAt).toISOString(),
  updatedAt: new Date(row.updatedAt).toISOString(),
});
