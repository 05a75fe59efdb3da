import type { EntityManager } from '@mikro-orm/postgresql';
import { v5 as uuidv5 } from 'uuid';
import { contentHashOf } from '../domain/product-image';
import { drawDetail, drawFront, DRAWING_SIZE } from './draw-product';
import { noteSearchTerms } from '../use-cases/note-search-terms';
import type { SeededReview } from './generate-reviews';
import { insertRows } from './insert-rows';
import type { SeededCategory, SeededProduct } from './seeded-product';

/** When so many are left, staff are told. */
const LOW_STOCK = 5;

export interface Catalogue {
  readonly categories: readonly SeededCategory[];
  readonly products: readonly SeededProduct[];
  readonly reviews: readonly SeededReview[];
}

/**
 * Writes a whole catalogue: what is in stock with its entry in the ledger, the ratings as the reviews add up.
 *
 * @param em an open transaction
 */
export async function writeCatalogue(em: EntityManager, catalogue: Catalogue): Promise<void> {
  await insertRows(
    em,
    'categories',
    { id: 'uuid', parent_id: 'uuid', slug: 'text', name: 'text', path: 'text', position: 'int' },
    catalogue.categories.map(({ parentId, ...category }) => ({ ...category, parent_id: parentId })),
  );
  await writeProducts(em, catalogue);
  await writeVariants(em, catalogue.products);
  await noteSearchTerms(
    em,
    catalogue.products.map(({ id }) => id),
  );
  await writeStock(em, catalogue.products);
  await writeImages(em, catalogue.products);
  await insertRows(
    em,
    'product_reviews',
    {
      id: 'uuid',
      product_id: 'uuid',
      customer_id: 'uuid',
      rating: 'int',
      title: 'text',
      body: 'text',
      ...{ status: 'text', verified_purchase: 'boolean', version: 'int' },
      ...{ created_at: 'timestamptz', updated_at: 'timestamptz' },
    },
    catalogue.reviews.map(({ productId, customerId, createdAt, ...review }) => ({
      ...review,
      product_id: productId,
      customer_id: customerId,
      ...{ status: 'published', verified_purchase: false, version: 1 },
      ...{ created_at: createdAt, updated_at: createdAt },
    })),
  );
}

async function writeProducts(em: EntityManager, { products, reviews }: Catalogue): Promise<void> {
  const ratings = new Map<string, { count: number; sum: number }>();
  for (const { productId, rating } of reviews) {
    const { count, sum } = ratings.get(productId) ?? { count: 0, sum: 0 };
    ratings.set(productId, { count: count + 1, sum: sum + rating });
  }
  const columns = {
    ...{ id: 'uuid', slug: 'text', name: 'text', description: 'text', status: 'text' },
    ...{ option_names: 'text[]', price_minor: 'bigint', max_price_minor: 'bigint', skus: 'text' },
    ...{
      option_values: 'text',
      currency: 'text',
      category_id: 'uuid',
      rating_count: 'int',
      rating_sum: 'int',
    },
    ...{ version: 'int', created_at: 'timestamptz', updated_at: 'timestamptz' },
  };
  const rows = products.map(({ id, slug, name, description, status, variants, ...product }) => ({
    ...{ id, slug, name, description, status, version: 1 },
    ...{ option_names: product.optionNames, currency: product.currency, category_id: product.categoryId },
    price_minor: Math.min(...variants.map(({ priceMinor }) => priceMinor)),
    max_price_minor: Math.max(...variants.map(({ priceMinor }) => priceMinor)),
    skus: variants.map(({ sku }) => sku).join(' '),
    option_values: [...new Set(variants.flatMap(({ options }) => Object.values(options)))].join(' '),
    rating_count: ratings.get(id)?.count ?? 0,
    rating_sum: ratings.get(id)?.sum ?? 0,
    created_at: product.createdAt,
    updated_at: product.createdAt,
  }));
  await insertRows(em, 'products', columns, rows);
}

async function writeVariants(em: EntityManager, products: readonly SeededProduct[]): Promise<void> {
  const columns = {
    ...{ id: 'uuid', product_id: 'uuid', sku: 'text', options: 'jsonb', price_minor: 'bigint' },
    ...{
      weight_grams: 'int',
      position: 'int',
      status: 'text',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
  };
  const rows = products.flatMap(({ id, variants, createdAt }) =>
    variants.map(({ priceMinor, weightGrams, stock: _stock, ...variant }, position) => ({
      ...variant,
      ...{ product_id: id, price_minor: priceMinor, weight_grams: weightGrams, position, status: 'active' },
      ...{ created_at: createdAt, updated_at: createdAt },
    })),
  );
  await insertRows(em, 'product_variants', columns, rows);
}

async function writeStock(em: EntityManager, products: readonly SeededProduct[]): Promise<void> {
  const stocks = products.flatMap(({ variants, createdAt }) =>
    variants.map(({ id, stock }) => ({ variant_id: id, stock, createdAt })),
  );
  await insertRows(
    em,
    'inventory',
    {
      variant_id: 'uuid',
      on_hand: 'int',
      reserved: 'int',
      low_stock_threshold: 'int',
      updated_at: 'timestamptz',
    },
    stocks.map(({ variant_id, stock, createdAt }) => ({
      ...{ variant_id, on_hand: stock, reserved: 0, low_stock_threshold: LOW_STOCK, updated_at: createdAt },
    })),
  );
  await insertRows(
    em,
    'stock_movements',
    {
      ...{ variant_id: 'uuid', kind: 'text', on_hand_delta: 'int', reserved_delta: 'int' },
      ...{ reason: 'text', at: 'timestamptz' },
    },
    stocks
      .filter(({ stock }) => stock > 0)
      .map(({ variant_id, stock, createdAt }) => ({
        ...{ variant_id, kind: 'receipt', on_hand_delta: stock, reserved_delta: 0 },
        ...{ reason: 'initial stock', at: createdAt },
      })),
  );
}

async function writeImages(em: EntityManager, products: readonly SeededProduct[]): Promise<void> {
  const drawn = products.flatMap((product, index) => [
    { product, position: 0, alt: product.name, content: drawFront(product) },
    ...(index % 2 === 0
      ? [{ product, position: 1, alt: `${product.name}, a closer look`, content: drawDetail(product) }]
      : []),
  ]);
  await insertRows(
    em,
    'product_images',
    {
      ...{ id: 'uuid', product_id: 'uuid', position: 'int', content_hash: 'text' },
      ...{ media_type: 'text', alt: 'text', bytes: 'bytea' },
      ...{ width: 'int', height: 'int', size_bytes: 'int' },
    },
    drawn.map(({ product, position, alt, content }) => {
      const bytes = Buffer.from(content);
      return {
        id: uuidv5(`image ${position}`, product.id),
        product_id: product.id,
        position,
        content_hash: contentHashOf(bytes),
        media_type: 'image/svg+xml',
        alt,
        bytes: `\\x${bytes.toString('hex')}`,
        ...{ width: DRAWING_SIZE, height: DRAWING_SIZE, size_bytes: bytes.length },
      };
    }),
  );
}
