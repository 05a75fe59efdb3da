import { defineEntity, p } from '@mikro-orm/core';
import { Category } from '../domain/category';
import { Product } from '../domain/product';
import { MAX_RATING } from '../domain/product-review';
import { PRODUCT_STATUSES } from '../domain/product-status';

/** Indexes of the public list: one per order, over what it shows. */
const listIndexes = [
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
    { name: 'products_price', expression: 'price_minor > 0' },
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
    sku: p.text().unique(),
    name: p.text(),
    description: p.text(),
    status: p.enum(PRODUCT_STATUSES.slice()),
    priceMinor: p.bigint('number'),
    currency: p.character().length(3),
    category: () => p.manyToOne(CategorySchema).ref().deleteRule('restrict').index(),
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
        `((setweight(to_tsvector('english', name), 'A'::"char") || setweight(to_tsvector('simple', sku), 'A'::"char"))` +
          ` || setweight(to_tsvector('english', description), 'C'::"char")) stored`,
      )
      .lazy(),
    version: p.integer(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});
