import { defineEntity, p } from '@mikro-orm/core';
import { Category } from '../domain/category';
import { Product } from '../domain/product';
import { MAX_RATING } from '../domain/product-review';
import { PRODUCT_STATUSES } from '../domain/product-status';
import { ProductVariant, VARIANT_STATUSES } from '../domain/product-variant';
import type { VariantOptions } from '@sidecart/contracts';

/** Indexes of the public list, one per order, over what it shows; and one that holds all that facets count. */
const listIndexes = [
  { name: 'products_active_facets', columns: '"category_id", "price_minor", "rating", "id"' },
  { name: 'products_active_by_category', columns: '"category_id", "id"' },
  { name: 'products_active_by_price', columns: '"price_minor", "id"' },
  { name: 'products_active_by_name', columns: 'lower("name"), "id"' },
  { name: 'products_active_by_rating', columns: '"rating", "id"' },
].map(({ name, columns }) => ({
  name,
  expression: `create index "${name}" on "products" (${columns}) where "status" = 'active'`,
}));

export const CategorySchema = defineEntity({
  class: Category,
  tableName: 'categories',
  indexes: [
    {
      name: 'categories_by_path',
      expression: 'create index "categories_by_path" on "categories" ("path" text_pattern_ops)',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    parent: () => p.manyToOne(CategorySchema).ref().nullable().deleteRule('restrict').index(),
    slug: p.text().unique(),
    name: p.text(),
    path: p.text(),
    position: p.integer(),
  },
});

export const ProductSchema = defineEntity({
  class: Product,
  tableName: 'products',
  checks: [
    { name: 'products_price', expression: 'price_minor > 0 and price_minor <= max_price_minor' },
    {
      name: 'products_rating_sum',
      expression: `rating_count >= 0 and rating_sum >= rating_count and rating_sum <= ${MAX_RATING} * rating_count`,
    },
  ],
  indexes: [
    ...listIndexes,
    {
      name: 'products_search',
      expression: 'create index "products_search" on "products" using gin ("search")',
    },
  ],
  properties: {
    id: p.uuid().primary(),
    slug: p.text().unique(),
    name: p.text(),
    description: p.text(),
    status: p.enum(PRODUCT_STATUSES.slice()),
    currency: p.character().length(3),
    category: () => p.manyToOne(CategorySchema).ref().deleteRule('restrict').index(),
    optionNames: p.array(),
    priceMinor: p.bigint('number'),
    maxPriceMinor: p.bigint('number'),
    skus: p.text(),
    optionValues: p.text(),
    ratingCount: p.integer(),
    ratingSum: p.integer(),
    rating: p
      .decimal()
      .columnType('numeric(3,2)')
      .generated('(coalesce(round(rating_sum::numeric / nullif(rating_count, 0), 2), 0)) stored')
      .lazy()
      .$type<string>(),
    search: p
      .text()
      .columnType('tsvector')
      .generated(
        // As PostgreSQL repeats it, casts and all: another spelling would look like a change to the schema.
        `(((setweight(to_tsvector('english', name), 'A'::"char") || setweight(to_tsvector('simple', skus), 'A'::"char"))` +
          ` || setweight(to_tsvector('english', option_values), 'B'::"char"))` +
          ` || setweight(to_tsvector('english', description), 'C'::"char")) stored`,
      )
      .lazy(),
    version: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    variants: () =>
      p.oneToMany(ProductVariantSchema).mappedBy('product').orderBy({ position: 'asc', id: 'asc' }),
  },
});

export const ProductVariantSchema = defineEntity({
  class: ProductVariant,
  tableName: 'product_variants',
  checks: [
    { name: 'product_variants_price', expression: 'price_minor > 0' },
    { name: 'product_variants_weight', expression: 'weight_grams > 0' },
    { name: 'product_variants_options', expression: "jsonb_typeof(options) = 'object'" },
  ],
  // Archived ones too: whoever wants such a combination again brings it back.
  uniques: [{ name: 'product_variants_one_each', properties: ['product', 'options'] }],
  indexes: [{ name: 'product_variants_in_order', properties: ['product', 'position'] }],
  properties: {
    id: p.uuid().primary(),
    product: () => p.manyToOne(ProductSchema).ref().deleteRule('cascade'),
    sku: p.text().unique(),
    options: p.json<VariantOptions>(),
    priceMinor: p.bigint('number'),
    weightGrams: p.integer().nullable(),
    position: p.smallint(),
    status: p.enum(VARIANT_STATUSES.slice()),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
