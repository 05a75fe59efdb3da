import type { EntityManager } from '@mikro-orm/postgresql';
import { MAX_AMOUNT_MINOR } from '@sidecart/contracts';
import type { Facets } from './facets.schema';
import type { ProductFilter } from './product-query';

/** Where one range of prices ends and the next begins, in minor units. */
const PRICE_STEPS = [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000];

const RATINGS = [4, 3, 2, 1];

interface Row {
  readonly total: number;
  readonly inStock: number;
  readonly categories: Facets['categories'];
  readonly tags: Facets['tags'];
  /** By the number of the range, from 0 for what is below the first step. */
  readonly prices: Readonly<Record<string, number>>;
  /** By the rating rounded down. */
  readonly ratings: Readonly<Record<string, number>>;
}

/**
 * Counts in one statement, and in one pass over the products, what each further filter would leave. A facet looks past
 * its own filter, so that another choice of the same kind shows what it would bring.
 */
export async function findFacets(em: EntityManager, filter: ProductFilter): Promise<Facets> {
  const { search, category, minPrice, maxPrice, minRating, tag, inStock } = filter;
  const [row]: Row[] = await em.execute(statement(search !== undefined, category !== undefined), [
    `{${PRICE_STEPS.join(',')}}`,
    minPrice ?? 0,
    maxPrice ?? MAX_AMOUNT_MINOR,
    minRating ?? 0,
    tag === undefined,
    tag ?? '',
    ...(search === undefined ? [] : [search]),
    ...(category === undefined ? [] : [category]),
    !inStock,
    category ?? null,
    !inStock,
  ]);
  return present(row as Row);
}

/** Products are counted by all that facets tell apart; each facet is then a sum over those few counts. */
const statement = (isSearch: boolean, inCategory: boolean) => `
  with matching as (
    select p.id, p.category_id, width_bucket(p.price_minor, ?::bigint[]) as range, floor(p.rating)::int as rating,
           p.id in (${IN_STOCK}) as in_stock,
           p.price_minor between ? and ? as fits_price,
           p.rating >= ? as fits_rating,
           ? or exists (select from product_tags t where t.product_id = p.id and t.tag = ?) as fits_tag
      from products p ${isSearch ? `, websearch_to_tsquery('english', ?) as q(query)` : ''}
     where p.status = 'active' ${isSearch ? 'and p.search @@ q.query' : ''} ${inCategory ? IN_SUBTREE : ''}
  ), grouped as (
    select category_id, range, rating, in_stock, fits_price, fits_rating, fits_tag, count(*)::int as count
      from matching
     group by category_id, range, rating, in_stock, fits_price, fits_rating, fits_tag
  ), counted as materialized (
    select *, in_stock or ? as fits_stock from grouped
  )
  select coalesce(sum(count) filter (where fits_price and fits_rating and fits_tag and fits_stock), 0)::int as total,
         coalesce(sum(count) filter (where fits_price and fits_rating and fits_tag and in_stock), 0)::int as "inStock",
         (${CATEGORIES}) as categories,
         (${countsBy('range', 'fits_rating and fits_tag and fits_stock')}) as prices,
         (${countsBy('rating', 'fits_price and fits_tag and fits_stock')}) as ratings,
         (${TAGS}) as tags
    from counted`;

const IN_STOCK = `select v.product_id from product_variants v join inventory i on i.variant_id = v.id
  where v.status = 'active' and i.available > 0`;

const IN_SUBTREE = `and p.category_id = any(array(
  select below.id from categories root join categories below on below.path like root.path || '%' where root.slug = ?))`;

const CATEGORIES = `
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'name', name, 'count', count)
                            order by position, name), '[]')
    from (select c.id, c.slug, c.name, c.position, sum(count)::int as count
            from categories c
            join categories below on below.path like c.path || '%'
            join counted on counted.category_id = below.id
           where c.parent_id is not distinct from (select id from categories where slug = ?)
             and fits_price and fits_rating and fits_tag and fits_stock
           group by c.id) as facet`;

const MAX_TAGS = 50;

/** The most common first. */
const TAGS = `
  select coalesce(jsonb_agg(jsonb_build_object('tag', tag, 'count', count) order by count desc, tag), '[]')
    from (select tag, count(*)::int as count
            from matching
            join product_tags on product_id = id
           where fits_price and fits_rating and (in_stock or ?)
           group by tag
           order by count desc, tag
           limit ${MAX_TAGS}) as facet`;

const countsBy = (column: 'range' | 'rating', condition: string) => `
  select coalesce(jsonb_object_agg(${column}, count), '{}')
    from (select ${column}, sum(count)::int as count from counted where ${condition} group by ${column}) as facet`;

const present = ({ total, inStock, categories, prices, ratings, tags }: Row): Facets => ({
  total,
  inStock,
  categories,
  tags,
  prices: [0, ...PRICE_STEPS].flatMap((from, range) => {
    const count = prices[range] ?? 0;
    return count === 0 ? [] : [{ from, to: PRICE_STEPS[range] ?? null, count }];
  }),
  ratings: RATINGS.map((atLeast) => ({
    atLeast,
    count: Object.entries(ratings).reduce(
      (sum, [rating, count]) => sum + (Number(rating) >= atLeast ? count : 0),
      0,
    ),
  })),
});
