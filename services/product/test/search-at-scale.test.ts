import type { EntityManager } from '@mikro-orm/postgresql';
import { findFacets } from '../src/http/find-facets';
import { findProducts } from '../src/http/find-products';
import { normaliseFilter, normaliseQuery } from '../src/http/product-query';
import { startProductService, type ProductService } from './harness';
import { fillWithManyProducts } from './large-catalogue';

let service: ProductService;
beforeAll(async () => {
  service = await startProductService();
  await fillWithManyProducts(service);
}, 300_000);
afterAll(() => service.close());

/** The plan of the statement that a read model would execute. */
async function planOf(read: (em: EntityManager) => Promise<unknown>): Promise<string> {
  const em = service.orm.em.fork();
  let plan = '';
  const explaining = {
    async execute(sql: string, params: unknown[]) {
      const rows: { 'QUERY PLAN': string }[] = await em.execute(`explain ${sql}`, params);
      plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      return [];
    },
  };
  // What is read is nothing, which a read model of one row cannot present.
  await read(explaining as unknown as EntityManager).catch(() => undefined);
  return plan;
}

const defaults = { limit: 20, inStock: false };
const list = (query: object) => planOf((em) => findProducts(em, normaliseQuery({ ...defaults, ...query })));

describe('among more than 100,000 products', () => {
  it.each([
    ['the newest', {}, /products_pkey/],
    ['the cheapest', { sort: 'price' }, /products_active_by_price/],
    ['the most expensive', { sort: '-price' }, /Backward using products_active_by_price/],
    ['the best rated', { sort: 'rating' }, /products_active_by_rating/],
    ['by name', { sort: 'name' }, /products_active_by_name/],
    ['a search', { search: 'laptop' }, /products_search/],
    ['a search that is filtered', { search: 'laptop', minPrice: 5_000, inStock: true }, /products_search/],
    ['a range of prices', { minPrice: 100, maxPrice: 300 }, /products_active_by_price/],
    ['a category', { category: 'tents' }, /products_active_by_category|products_active_facets|products_pkey/],
    ['what is in stock', { inStock: true, sort: 'price' }, /products_active_by_price/],
    ['a tag', { tag: 'batch-7' }, /product_tags/],
  ])('%s are found by an index', async (_what, query, index) => {
    const plan = await list(query);
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Seq Scan on (products|product_variants|inventory|product_tags)\b/);
  });

  it('facets are counted from an index, without the wide rows', async () => {
    const plan = await planOf((em) => findFacets(em, normaliseFilter({ inStock: false })));
    expect(plan).toMatch(/Index Only Scan using products_active_facets/);
    expect(plan).not.toMatch(/Seq Scan on products\b/);
  });
});
