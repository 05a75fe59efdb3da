import type { EntityManager } from '@mikro-orm/postgresql';
import { toPage, type Page } from '@sidecart/platform';
import { presentProductCard, PRODUCT_COLUMNS, type ProductCardRow } from './present-product';
import { productOrders, readPosition } from './product-order';
import type { ProductListFilter } from './product-query';
import type { ProductCard } from './product.schema';

type Row = ProductCardRow & { readonly sortKey: string | null };

interface Condition {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Lists active products in one statement and without loading entities. The rows of the page are found first, on what
 * filters and orders them; only they are then joined with what is shown.
 *
 * @throws DomainError malformed when the cursor is none of this list
 */
export async function findProducts(em: EntityManager, filter: ProductListFilter): Promise<Page<ProductCard>> {
  const { key, direction } = productOrders[filter.sort];
  const { search, limit } = filter;
  const conditions = conditionsOf(filter);
  const rows: Row[] = await em.execute(
    `with page as (
       select p.id, ${key ?? 'null::text'} as key
         from products p ${search === undefined ? '' : `, websearch_to_tsquery('english', ?) as q(query)`}
        where ${conditions.map(({ sql }) => sql).join(' and ')}
        order by ${key === null ? '' : `${key} ${direction}, `} p.id ${direction}
        limit ?
     )
     select ${PRODUCT_COLUMNS}, v.sku, v."inStock", page.key::text as "sortKey", m.image
       from page
       join products p on p.id = page.id
       join categories c on c.id = p.category_id
       join lateral (
         select (array_agg(sku order by position, id))[1] as sku, bool_or(available > 0) as "inStock"
           from product_variants join inventory on variant_id = id
          where product_id = p.id and product_variants.status = 'active'
       ) v on true
       left join lateral (
         select jsonb_build_object('contentHash', content_hash, 'mediaType', media_type, 'alt', alt,
                                   'width', width, 'height', height) as image
           from product_images where product_id = p.id order by position limit 1
       ) m on true
      order by page.key ${direction}, page.id ${direction}`,
    [...(search === undefined ? [] : [search]), ...conditions.flatMap(({ params }) => params), limit + 1],
  );
  const page = toPage(rows, limit, (row) => [filter.sort, row.sortKey, row.id]);
  return { ...page, items: page.items.map(presentProductCard) };
}

/** What a row must fulfil to be in the page. */
function conditionsOf(filter: ProductListFilter): Condition[] {
  const { search, category, minPrice, maxPrice, minRating, tag, inStock } = filter;
  const conditions: (Condition | undefined)[] = [
    { sql: "p.status = 'active'", params: [] },
    search === undefined ? undefined : { sql: 'p.search @@ q.query', params: [] },
    category === undefined ? undefined : { sql: IN_SUBTREE, params: [category] },
    minPrice === undefined ? undefined : { sql: 'p.price_minor >= ?', params: [minPrice] },
    maxPrice === undefined ? undefined : { sql: 'p.price_minor <= ?', params: [maxPrice] },
    minRating === undefined ? undefined : { sql: 'p.rating >= ?', params: [minRating] },
    tag === undefined ? undefined : { sql: HAS_TAG, params: [tag] },
    inStock ? { sql: IN_STOCK, params: [] } : undefined,
    afterPosition(filter),
  ];
  return conditions.filter((condition) => condition !== undefined);
}

/** As an array, so that it is found once and not joined with. */
const IN_SUBTREE = `p.category_id = any(array(select below.id from categories root
  join categories below on below.path like root.path || '%' where root.slug = ?))`;

const HAS_TAG = 'exists (select from product_tags t where t.product_id = p.id and t.tag = ?)';

const IN_STOCK = `exists (select from product_variants v join inventory s on s.variant_id = v.id
  where v.product_id = p.id and v.status = 'active' and s.available > 0)`;

function afterPosition({ cursor, sort }: ProductListFilter): Condition | undefined {
  const position = readPosition(cursor, sort);
  if (!position) return undefined;
  const [, sortKey, id] = position;
  const { key, keyType, direction } = productOrders[sort];
  const comparison = direction === 'asc' ? '>' : '<';
  if (key === null) return { sql: `p.id ${comparison} ?`, params: [id] };
  return { sql: `(${key}, p.id) ${comparison} (?::${keyType ?? 'text'}, ?::uuid)`, params: [sortKey, id] };
}
