import { randomUUID } from 'node:crypto';
import { productChangedV1 } from '@sidecart/contracts';
import { countStatements, eventually } from '@sidecart/testing';
import { staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => void (service.sidecar.down = false));

const unique = () => `/products?search=thing&maxPrice=${1_000_000 + Math.floor(Math.random() * 1e9)}`;
const get = (path: string) => service.send('GET', path);
const changed = (productId: string) => ({
  productId,
  change: 'updated' as const,
  changedAt: new Date().toISOString(),
});

describe('the catalogue cache', () => {
  it('misses first and hits then, with the same bytes', async () => {
    await service.addProduct();
    const path = unique();
    const first = await get(path);
    const second = await get(path);
    expect([first.headers['x-cache'], second.headers['x-cache']]).toEqual(['miss', 'hit']);
    expect(second.text).toBe(first.text);
    expect(second.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(second.headers['cache-control']).toMatch(/^public, max-age=\d{1,2},/);
    expect(second.headers['etag']).toBe(first.headers['etag']);
  });

  it('knows that the same thing was asked in other words', async () => {
    const path = unique();
    await get(`${path}&limit=20`);
    expect((await get(path.replace('thing', '%20THING%20'))).headers['x-cache']).toBe('hit');
  });

  it('loads once however many ask at once, also when that takes two statements', async () => {
    const path = unique();
    const statements = await countStatements(service, async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => get(path)));
      expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    });
    expect(statements).toBe(2);
  });

  it('forgets everything when a product changes, however often the news comes', async () => {
    const path = unique();
    const eventId = randomUUID();
    for (const id of [eventId, eventId, randomUUID()]) {
      await get(path);
      expect(await service.deliver(productChangedV1, changed(randomUUID()), id)).toBe('SUCCESS');
    }
    expect((await get(path)).headers['x-cache']).toBe('miss');
  });

  it('shows an edit to whoever made it at once', async () => {
    const product = await service.addProduct();
    await get(`/products/${product.slug}`);
    await service.send('PATCH', `/products/${product.id}`, {
      token: staff,
      headers: { 'if-match': product.etag },
      body: { priceMinor: 77_700 },
    });
    expect((await get(`/products/${product.slug}`)).body.priceMinor).toBe(77_700);
    expect((await get('/products?minPrice=77700')).body.items).toMatchObject([{ id: product.id }]);
  });

  it('is not needed: without it everything is read from the database', async () => {
    const product = await service.addProduct();
    service.sidecar.down = true;
    for (let round = 0; round < 5; round += 1)
      expect((await get(`/products/${product.slug}`)).status).toBe(200);
    expect((await get(unique())).status).toBe(200);
    const edited = await service.send('PATCH', `/products/${product.id}`, {
      token: staff,
      headers: { 'if-match': product.etag },
      body: { name: 'Edited without a cache' },
    });
    expect(edited.status).toBe(200);
    expect(await service.deliver(productChangedV1, changed(product.id))).toBe('SUCCESS');
    await eventually(async () => {
      const answer = await get(`/products/${product.slug}`);
      expect(answer.body.name).toBe('Edited without a cache');
    });
  });

  it('keeps no 404: what is added is there', async () => {
    const slug = `late-${randomUUID().slice(0, 8)}x`;
    expect((await get(`/products/${slug}`)).status).toBe(404);
    await service.addProduct({ slug });
    expect((await get(`/products/${slug}`)).status).toBe(200);
  });
});
