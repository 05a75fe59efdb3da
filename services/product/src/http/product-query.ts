import { MAX_AMOUNT_MINOR, StringEnum, StrictObject } from '@sidecart/contracts';
import { PageQuery } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { Slug } from './product.schema';

export const PRODUCT_SORTS = ['relevance', 'newest', 'price', '-price', 'rating', 'name'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

const PriceLimit = (description: string) =>
  Type.Integer({ minimum: 0, maximum: MAX_AMOUNT_MINOR, description });

export const ProductQuery = StrictObject({
  ...PageQuery,
  search: Type.Optional(
    Type.String({ maxLength: 100, description: 'Words to look for; "in quotes" together, -without, or.' }),
  ),
  category: Type.Optional(Slug('The slug of a category; those below it count too.')),
  minPrice: Type.Optional(PriceLimit('The lowest price, in minor units (cents).')),
  maxPrice: Type.Optional(PriceLimit('The highest price, in minor units (cents).')),
  inStock: Type.Boolean({ default: false, description: 'Only what can be bought now.' }),
  sort: Type.Optional(
    StringEnum(PRODUCT_SORTS, {
      description:
        'The order; by default relevance when searching, else newest. -price is from the most expensive, rating from the best.',
    }),
  ),
});
export type ProductQuery = Static<typeof ProductQuery>;

/** A query of which equal ones are written alike, so that they share one cached answer. */
export interface ProductFilter {
  readonly search: string | undefined;
  readonly category: string | undefined;
  readonly minPrice: number | undefined;
  readonly maxPrice: number | undefined;
  readonly inStock: boolean;
  readonly sort: ProductSort;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Brings a query to its one form: blank searches are none, letter case and spacing do not matter. */
export function normaliseQuery(query: ProductQuery): ProductFilter {
  const search = query.search?.trim().replaceAll(/\s+/g, ' ').toLowerCase() || undefined;
  const sort = query.sort ?? 'relevance';
  return {
    search,
    category: query.category,
    minPrice: query.minPrice,
    maxPrice: query.maxPrice,
    inStock: query.inStock,
    sort: sort === 'relevance' && search === undefined ? 'newest' : sort,
    limit: query.limit,
    cursor: query.cursor,
  };
}
