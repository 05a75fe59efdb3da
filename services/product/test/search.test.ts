import { randomUUID } from 'node:crypto';
import { seedCatalogue } from '../src/seed/seed-catalogue';
import { productBody, rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => {
  service = await startProductService();
  await seedCatalogue(service.orm.em.fork(), [randomUUID(), randomUUID(), randomUUID()]);
}, 60_000);
afterAll(() => service.close());

interface Found {
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly nextCursor: string | null;
  readonly correctedSearch?: string;
}

async function search(text: string, query = ''): Promise<Found> {
  const answer = await service.send('GET', `/products?search=${encodeURIComponent(text)}&limit=100${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Found;
}

describe('a misspelt search', () => {
  it.each([
    ['a letter missing', 'headphnes', 'headphones'],
    ['a letter too many', 'laptopp', 'laptop'],
    ['another letter', 'jacjet', 'jacket'],
    ['two letters swapped', 'latpop', 'laptop'],
    ['one word of several', 'rain jakcet', 'rain jacket'],
  ])('with %s finds what was meant and says so', async (_what, misspelt, meant) => {
    const found = await search(misspelt);
    expect(found.correctedSearch).toBe(meant);
    expect(found.items.length).toBeGreaterThan(0);
    expect(found.items).toEqual((await search(meant)).items);
  });

  it('is not corrected where it is quoted, excluded, short, a number, or like nothing', async () => {
    for (const text of ['"latpop"', 'laptop -jakcet', 'tnt', 'KX-4402', 'zzzzzzzzzzzz', '"unclosed latpop']) {
      expect((await search(text)).correctedSearch).toBeUndefined();
    }
  });

  it('that is a word in another form is no misspelling', async () => {
    const found = await search('laptops');
    expect(found.correctedSearch).toBeUndefined();
    expect(found.items.length).toBeGreaterThan(0);
  });

  it('is none where the word is the value of an option, or an article number in letters', async () => {
    const variants = [{ sku: 'ZAFFRISH', priceMinor: 900, options: { colour: 'Zaffre' }, stock: 1 }];
    const {
      sku: _sku,
      priceMinor: _price,
      stock: _stock,
      ...only
    } = productBody(await service.addCategory());
    const body = { ...only, optionNames: ['colour'], variants };
    const { status, body: made } = await service.send('POST', '/products', { token: staff, body });
    expect(status).toBe(201);
    await service.addProduct({ name: 'Zaffro zaffrist' });
    for (const text of ['zaffre', 'zaffrish']) {
      const found = await search(text);
      expect(found.correctedSearch).toBeUndefined();
      expect(found.items.map(({ id }) => id)).toEqual([made.id]);
    }
    const added = await service.send('POST', `/products/${made.id}/variants`, {
      token: staff,
      headers: { 'if-match': String((await service.send('GET', `/products/${made.id}`)).headers['etag']) },
      body: { sku: 'ZAF-2', priceMinor: 900, options: { colour: 'Gamboge' }, stock: 1 },
    });
    expect(added.status).toBe(201);
    expect((await search('gambogue')).correctedSearch).toBe('gamboge');
  });

  it('goes on from page to page as it began', async () => {
    const first = await service.send('GET', '/products?search=latpop&limit=5');
    const { nextCursor, items } = first.body as Found;
    const second = await service.send('GET', `/products?search=latpop&limit=5&cursor=${nextCursor}`);
    const seen = new Set(items.map(({ id }) => id));
    expect((second.body as Found).items).toHaveLength(5);
    expect((second.body as Found).items.some(({ id }) => seen.has(id))).toBe(false);
  });

  it('is corrected to the words of a new product, but not of one that nobody may see yet', async () => {
    await service.addProduct({ name: 'Zephyrine', status: 'draft' });
    expect((await search('zephyrinne')).correctedSearch).toBeUndefined();
    const { id, etag } = await service.addProduct({ name: 'Quillwort', status: 'draft' });
    expect((await search('quilwort')).items).toEqual([]);
    await service.send('PATCH', `/products/${id}`, {
      token: staff,
      headers: { 'if-match': etag },
      body: { status: 'active' },
    });
    await service.publishedChange(id, 'updated');
    const found = await search('quillwrt');
    expect(found.correctedSearch).toBe('quillwort');
    expect(found.items.map((item) => item.id)).toEqual([id]);
  });

  it('of anything at all is answered', async () => {
    for (const text of [
      "'; drop table products --",
      '%',
      '\\',
      '((',
      'a'.repeat(100),
      '{"x"}',
      'null,"',
      '🦊🦊🦊🦊',
      'or or',
    ]) {
      expect((await search(text)).items).toBeInstanceOf(Array);
    }
  });
});

describe('the filter by rating', () => {
  it('leaves what is rated at least that well', async () => {
    const ids = (await search('laptop', '&minRating=4')).items.map(({ id }) => id);
    const expected = await rows<{ id: string }>(
      service,
      `select id from products where status = 'active' and rating >= 4 and search @@ to_tsquery('english', 'laptop')`,
    );
    expect(ids.sort()).toEqual(expected.map(({ id }) => id).sort());
  });
});
