import { randomUUID } from 'node:crypto';
import { seedCatalogue } from '../src/seed/seed-catalogue';
import { countStatements } from '@sidecart/testing';
import { staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => {
  service = await startProductService();
  await seedCatalogue(service.orm.em.fork(), [randomUUID(), randomUUID(), randomUUID()]);
}, 60_000);
afterAll(() => service.close());

interface Facets {
  readonly total: number;
  readonly inStock: number;
  readonly categories: readonly { readonly slug: string; readonly count: number }[];
  readonly prices: readonly { readonly from: number; readonly to: number | null; readonly count: number }[];
  readonly ratings: readonly { readonly atLeast: number; readonly count: number }[];
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
  readonly correctedSearch?: string;
}

async function facets(query = ''): Promise<Facets> {
  const answer = await service.send('GET', `/catalogue/facets?${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Facets;
}

/** How many products the list itself walks through. */
async function countListed(query: string): Promise<number> {
  let count = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await service.send(
      'GET',
      `/products?limit=100&${query}${cursor && `&cursor=${cursor}`}`,
    );
    const page = body as { items: unknown[]; nextCursor: string | null };
    count += page.items.length;
    cursor = page.nextCursor;
  }
  return count;
}

const sum = (counts: readonly { readonly count: number }[]) =>
  counts.reduce((total, { count }) => total + count, 0);

describe('GET /catalogue/facets', () => {
  it.each([
    '',
    'search=laptop',
    'category=electronics&inStock=true',
    'minPrice=5000&maxPrice=20000&minRating=4',
  ])('counts with the filters %j what the list with them shows', async (query) => {
    expect((await facets(query)).total).toBe(await countListed(query));
  });

  it('tells for each choice what it would leave', async () => {
    const query = 'search=quiet&minPrice=1000';
    const { categories, prices, ratings, inStock, total } = await facets(query);
    expect(categories.length).toBeGreaterThan(1);
    for (const { slug, count } of categories) {
      expect(await countListed(`${query}&category=${slug}`)).toBe(count);
    }
    for (const { from, to, count } of prices) {
      const upTo = to === null ? '' : `&maxPrice=${to - 1}`;
      expect(await countListed(`search=quiet&minPrice=${from}${upTo}`)).toBe(count);
    }
    for (const { atLeast, count } of ratings) {
      expect(await countListed(`${query}&minRating=${atLeast}`)).toBe(count);
    }
    expect(await countListed(`${query}&inStock=true`)).toBe(inStock);
    expect(sum(categories)).toBe(total);
  });

  it('looks past the own filter of a facet, so that another choice is seen', async () => {
    const all = await facets();
    const filtered = await facets('maxPrice=2000&minRating=4&inStock=true');
    expect(sum(filtered.prices)).toBe((await facets('minRating=4&inStock=true')).total);
    expect(filtered.ratings.find(({ atLeast }) => atLeast === 1)!.count).toBe(
      await countListed('maxPrice=2000&inStock=true&minRating=1'),
    );
    expect(filtered.total).toBeLessThan(all.total);
  });

  it('shows the categories below the chosen one', async () => {
    const { categories, total } = await facets('category=electronics');
    expect(categories.length).toBeGreaterThan(1);
    expect(categories.map(({ slug }) => slug)).not.toContain('electronics');
    expect(sum(categories)).toBe(total);
    expect(await facets('category=no-such-thing')).toMatchObject({ total: 0, categories: [] });
  });

  it('counts tags, and every other facet within the tag that is chosen', async () => {
    const tag = async (slug: string, tags: string[]) => {
      const { headers, body } = await service.send('GET', `/products/${slug}`);
      const etag = String(headers['etag']);
      const path = `/products/${body.id as string}/tags`;
      await service.send('PUT', path, { token: staff, headers: { 'if-match': etag }, body: { tags } });
    };
    const { body } = await service.send('GET', '/products?search=laptop&limit=3');
    const [one, two, three] = (body as { items: { slug: string }[] }).items.map(({ slug }) => slug);
    await tag(one!, ['light', 'quiet']);
    await tag(two!, ['light']);
    await tag(three!, ['quiet']);
    const query = 'search=laptop&tag=light';
    const found = await facets(query);
    expect(found.total).toBe(2);
    expect(found.total).toBe(await countListed(query));
    expect(found.tags).toEqual([
      { tag: 'light', count: 2 },
      { tag: 'quiet', count: 2 },
    ]);
    for (const facet of [found.categories, found.prices]) expect(sum(facet)).toBe(2);
    expect(found.ratings.find(({ atLeast }) => atLeast === 1)!.count).toBe(
      await countListed(`${query}&minRating=1`),
    );
    expect(found.inStock).toBe(await countListed(`${query}&inStock=true`));
    expect((await facets('search=laptop&tag=nothing')).total).toBe(0);
  });

  it('understands a misspelt search as the list does', async () => {
    expect(await facets('search=latpop')).toEqual({
      ...(await facets('search=laptop')),
      correctedSearch: 'laptop',
    });
  });

  it('is cached, in one statement or two, and answers 304', async () => {
    expect(await countStatements(service, () => facets('category=tents'))).toBe(1);
    expect(await countStatements(service, () => facets('category=tents&search=dome'))).toBe(2);
    const { headers } = await service.send('GET', '/catalogue/facets?category=tents');
    expect(headers['x-cache']).toBe('hit');
    const headersAgain = { 'if-none-match': String(headers['etag']) };
    const again = await service.send('GET', '/catalogue/facets?category=tents', { headers: headersAgain });
    expect(again.status).toBe(304);
  });

  it.each([
    ['minPrice=2&maxPrice=1', 'minPrice'],
    ['minRating=6', 'minRating'],
    ['limit=3', 'limit'],
  ])('refuses %s and names the parameter', async (query, pointer) => {
    const answer = await service.send('GET', `/catalogue/facets?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ in: 'query', pointer }] } });
  });
});
