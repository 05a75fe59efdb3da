import { MAX_AMOUNT_MINOR, StringEnum, StrictObject } from '@sidecart/contracts';
import { DomainError, PageQuery } from '@sidecart/platform';
import { Type, type Static } from '@sinclair/typebox';
import { Slug } from './product.schema';

export const PRODUCT_SORTS = ['relevance', 'newest', 'price', '-price', 'rating', 'name'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

const PriceLimit = (description: string) =>
  Type.Integer({ minimum: 0, maximum: MAX_AMOUNT_MINOR, description });

const filters = {
  search: Type.Optional(
    Type.String({ maxLength: 100, description: 'Words to look for; "in quotes" together, -without, or.' }),
  ),
  category: Type.Optional(Slug('The slug of a category; those below it count too.')),
  minPrice: Type.Optional(PriceLimit('The lowest price, in minor units (cents).')),
  maxPrice: Type.Optional(PriceLimit('The highest price, in minor units (cents).')),
  minRating: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 5,
      description: 'Only what customers rate at least that well on average.',
    }),
  ),
  tag: Type.Optional(Slug('A tag that the products must have.')),
  inStock: Type.Boolean({ default: false, description: 'Only what can be bought now.' }),
};

export const FacetQuery = StrictObject(filters);
export type FacetQuery = Static<typeof FacetQuery>;

export const ProductQuery = StrictObject({
  ...PageQuery,
  ...filters,
  sort: Type.Optional(
    StringEnum(PRODUCT_SORTS, {
      description:
        'The order; by default relevance when searching, else newest. -price is from the most expensive, rating from the best.',
    }),
  ),
});
export type ProductQuery = Static<typeof ProductQuery>;

/** What is looked for, written alike whenever it is the same, so that equal queries share one cached answer. */
export interface ProductFilter {
  readonly search: string | undefined;
  readonly category: string | undefined;
  readonly minPrice: number | undefined;
  readonly maxPrice: number | undefined;
  readonly minRating: number | undefined;
  readonly tag: string | undefined;
  readonly inStock: boolean;
}

/** A page of it. */
export interface ProductListFilter extends ProductFilter {
  readonly sort: ProductSort;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Brings filters to their one form: blank searches are none, letter case and spacing do not matter. */
export const normaliseFilter = ({
  search,
  category,
  minPrice,
  maxPrice,
  minRating,
  tag,
  inStock,
}: FacetQuery) => ({
  search: search?.trim().replaceAll(/\s+/g, ' ').toLowerCase() || undefined,
  category,
  minPrice,
  maxPrice,
  minRating,
  tag,
  inStock,
});

/** Brings a query for a page to its one form. */
export function normaliseQuery(query: ProductQuery): ProductListFilter {
  const filter = normaliseFilter(query);
  const sort = query.sort ?? 'relevance';
  return {
    ...filter,
    sort: sort === 'relevance' && filter.search === undefined ? 'newest' : sort,
    limit: query.limit,
    cursor: query.cursor,
  };
}

/** @throws DomainError malformed when no price can be within the limits */
export function requirePriceRange({ minPrice, maxPrice }: FacetQuery): void {
  if (minPrice === undefined || maxPrice === undefined || minPrice <= maxPrice) return;
  throw new DomainError('malformed', 'invalid-request', 'The lowest price is above the highest.', {
    errors: [{ in: 'query', pointer: 'minPrice', detail: 'must not be above maxPrice' }],
  });
}
