import { randomUUID } from 'node:crypto';
import { countStatements, type TestResponse } from '@sidecart/testing';
import { seedCatalogue } from '../src/seed/seed-catalogue';
import { rows, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => {
  service = await startProductService();
  await seedCatalogue(service.orm.em.fork(), [randomUUID(), randomUUID(), randomUUID()]);
}, 60_000);
afterAll(() => service.close());

interface Card {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly inStock: boolean;
  readonly rating: { readonly average: number | null };
  readonly category: { readonly slug: string };
  readonly image: { readonly url: string; readonly alt: string } | null;
}

const itemsOf = (answer: TestResponse) => (answer.body as { items: Card[] }).items;
const list = (query: string) => service.send('GET', `/products?${query}`);
const cards = async (query: string): Promise<Card[]> => {
  const answer = await list(query);
  expect(answer.status).toBe(200);
  return itemsOf(answer);
};

/** Follows nextCursor to the end. */
async function allPages(query: string): Promise<Card[]> {
  const found: Card[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await list(`${query}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    found.push(...itemsOf(answer));
    cursor = (answer.body as { nextCursor: string | null }).nextCursor;
  }
  return found;
}

const count = async (condition: string) => {
  const [row] = await rows<{ count: string }>(service, `select count(*) from products p where ${condition}`);
  return Number(row?.count);
};

describe('GET /products', () => {
  it('shows a card for each product, with its picture, and nothing that only staff may know', async () => {
    const [card] = await cards('limit=1');
    expect(Object.keys(card!).sort()).toEqual(
      [
        'category',
        'currency',
        'id',
        'image',
        'inStock',
        'maxPriceMinor',
        'name',
        'optionNames',
        'priceMinor',
        'rating',
        'sku',
        'slug',
      ].sort(),
    );
    expect(card!.image).toEqual({
      url: expect.stringMatching(new RegExp(`^/api/products/${card!.id}/images/[0-9a-f]{32}\\.svg$`)),
      alt: card!.name,
      width: 480,
      height: 480,
    });
  });

  it.each([
    ['newest', (a: Card, b: Card) => a.id > b.id],
    ['price', (a: Card, b: Card) => a.priceMinor <= b.priceMinor],
    ['-price', (a: Card, b: Card) => a.priceMinor >= b.priceMinor],
    ['rating', (a: Card, b: Card) => (a.rating.average ?? 0) >= (b.rating.average ?? 0)],
  ])('walks through everything once in the order %s', async (sort, inOrder) => {
    const found = await allPages(`sort=${sort}&limit=100&category=electronics`);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found.length).toBe(
      await count(
        "status = 'active' and category_id in (select id from categories where path like (select path from categories where slug = 'electronics') || '%')",
      ),
    );
    found.slice(1).forEach((card, index) => expect(inOrder(found[index]!, card)).toBe(true));
  });

  it('walks through everything once in the order name', async () => {
    const found = await allPages('sort=name&limit=7&category=tents');
    const sorted = await rows<{ id: string }>(
      service,
      `select p.id from products p join categories c on c.id = p.category_id
        where c.slug = 'tents' and p.status = 'active' order by lower(p.name), p.id`,
    );
    expect(found.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  });

  it('walks through a search once, the best matches first', async () => {
    const found = await allPages('search=quiet%20coffee&limit=5');
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const matching = await count(
      "status = 'active' and search @@ websearch_to_tsquery('english', 'quiet coffee')",
    );
    expect(found.length).toBe(matching);
  });

  it('finds laptops, in whatever form and case they are asked for', async () => {
    const found = await cards('search=laptop&limit=100');
    expect(found.length).toBeGreaterThan(40);
    expect(found.slice(0, 40).every(({ name }) => /laptop/i.test(name))).toBe(true);
    expect(await cards('search=%20%20LAPTOPS&limit=100')).toEqual(found);
  });

  it('understands quotes, exclusion and article numbers', async () => {
    const [laptop] = await cards('search=laptop&limit=1');
    const [row] = await rows<{ sku: string }>(
      service,
      'select sku from product_variants where product_id = ?',
      [laptop!.id],
    );
    expect((await cards(`search=${row!.sku}`)).map(({ id }) => id)).toEqual([laptop!.id]);
    const exact = await cards('search=%22rain%20jacket%22%20-kestrel&limit=100');
    expect(exact.length).toBeGreaterThan(0);
    expect(exact.every(({ name }) => /rain jacket/i.test(name) && !/kestrel/i.test(name))).toBe(true);
  });

  it.each(['?', "'; drop table products; --", '%', '\\', '"', '||', 'a & b | !c', ':*', '<b>', '😀', '()'])(
    'takes %s for words and not for a command',
    async (search) => {
      expect((await list(`search=${encodeURIComponent(search)}`)).status).toBe(200);
    },
  );

  it('filters by category with all that is below, price and stock together', async () => {
    const found = await allPages('category=clothing&minPrice=5000&maxPrice=20000&inStock=true&limit=100');
    expect(found.length).toBeGreaterThan(20);
    expect(new Set(found.map(({ category }) => category.slug)).size).toBeGreaterThan(3);
    expect(found.every(({ priceMinor }) => priceMinor >= 5_000 && priceMinor <= 20_000)).toBe(true);
    expect(found.every(({ inStock }) => inStock)).toBe(true);
  });

  it('is empty for a category that does not exist', async () => {
    expect((await list('category=no-such-thing')).body).toEqual({ items: [], nextCursor: null });
  });

  it('hides drafts and archived products', async () => {
    const hidden = await rows<{ sku: string }>(
      service,
      `select v.sku from product_variants v join products p on p.id = v.product_id where p.status <> 'active'`,
    );
    expect(hidden.length).toBeGreaterThan(0);
    for (const { sku } of hidden.slice(0, 3)) expect(await cards(`search=${sku}`)).toEqual([]);
  });

  it('takes two statements at most, whatever is asked', async () => {
    const query = 'search=lamp&category=home-kitchen&inStock=true&sort=price&limit=100&maxPrice=99999';
    expect(await countStatements(service, () => list(query))).toBe(2);
    expect(await countStatements(service, () => list(query.replace('search=lamp&', '')))).toBe(1);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=x', 'limit'],
    ['minPrice=-1', 'minPrice'],
    ['minPrice=2&maxPrice=1', 'minPrice'],
    ['maxPrice=1e99', 'maxPrice'],
    ['inStock=maybe', 'inStock'],
    ['sort=cheapest', 'sort'],
    ['category=Not%20A%20Slug', 'category'],
    [`search=${'x'.repeat(101)}`, 'search'],
    ['search=%00', 'search'],
    ['colour=red', 'colour'],
    ['cursor=nonsense', 'cursor'],
    [`cursor=${Buffer.from('["newest",null,"x"]').toString('base64url')}`, 'cursor'],
  ])('refuses %s and names the parameter', async (query, parameter) => {
    const answer = await list(query);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0]).toMatchObject({ in: 'query', pointer: parameter });
  });

  it('refuses the cursor of a list in another order', async () => {
    const { body } = await list('sort=price&limit=5');
    expect((await list(`sort=-price&limit=5&cursor=${body.nextCursor}`)).status).toBe(400);
  });

  it('links to the next page', async () => {
    const { headers, body } = await list('search=laptop&limit=3');
    expect(headers['link']).toContain('</api/products?search=laptop');
    expect(headers['link']).toContain(`cursor=${body.nextCursor}`);
    expect(headers['link']).toContain('rel="next"');
  });
});

describe('GET /products/{productId}/images/{file}', () => {
  it('serves bytes that may be kept for ever, and cannot run a script', async () => {
    const [card] = await cards('limit=1');
    const url = card!.image!.url.replace('/api', '');
    const answer = await service.send('GET', url);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(/^<svg .*<\/svg>$/s);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox;/),
    });
    const again = await service.send('GET', url, {
      headers: { 'if-none-match': String(answer.headers['etag']) },
    });
    expect(again.status).toBe(304);
  });

  it('answers 404 to other bytes, another type or another product', async () => {
    const [first, second] = await cards('limit=2');
    const url = first!.image!.url.replace('/api', '');
    for (const wrong of [
      url.replace(/[0-9a-f]{32}/, '0'.repeat(32)),
      url.replace('.svg', '.png'),
      url.replace(first!.id, second!.id),
    ]) {
      expect((await service.send('GET', wrong)).status).toBe(404);
    }
    expect((await service.send('GET', url.replace('.svg', '.exe'))).status).toBe(400);
  });
});
