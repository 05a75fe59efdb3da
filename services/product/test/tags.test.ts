import { randomUUID } from 'node:crypto';
import { customer, rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());

const set = (id: string, tags: unknown, ifMatch = '*', token = staff) =>
  service.send('PUT', `/products/${id}/tags`, { token, headers: { 'if-match': ifMatch }, body: { tags } });
const tagsOf = async (id: string): Promise<unknown> =>
  (await service.send('GET', `/products/${id}`)).body.tags;

describe('PUT /products/{productId}/tags', () => {
  it('gives a product these tags and no others, in their one form', async () => {
    const product = await service.addProduct();
    expect(await tagsOf(product.id)).toEqual([]);
    const first = await set(product.id, [' Gift Idea', 'gift-idea', 'Café'], product.etag);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ id: product.id, tags: ['cafe', 'gift-idea'], version: 2 });
    expect(await tagsOf(product.id)).toEqual(['cafe', 'gift-idea']);
    await set(product.id, ['gift-idea', 'new'], String(first.headers['etag']));
    expect(await tagsOf(product.id)).toEqual(['gift-idea', 'new']);
    await set(product.id, []);
    expect(await tagsOf(product.id)).toEqual([]);
    await service.publishedChange(product.id, 'updated');
  });

  it('lets one of two editors through and asks the other to read again', async () => {
    const { id, etag } = await service.addProduct();
    const answers = await Promise.all([set(id, ['one'], etag), set(id, ['two'], etag)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await tagsOf(id)).toEqual(answers.find(({ status }) => status === 200)!.body.tags);
  });

  it.each([
    ['a tag of which nothing is left', ['good', '!!'], '#/tags/1'],
    ['a blank tag', [''], '#/tags/0'],
    ['a tag that is too long', ['x'.repeat(41)], '#/tags/0'],
    ['too many', Array.from({ length: 21 }, (_, index) => `tag-${index}`), '#/tags'],
    ['no list', 'tag', '#/tags'],
  ])('refuses %s', async (_case, tags, pointer) => {
    const { id } = await service.addProduct();
    const answer = await set(id, tags);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });

  it('is for staff who have read the product, and for products that exist', async () => {
    const { id } = await service.addProduct();
    expect((await set(id, ['x'], '*', customer)).status).toBe(403);
    expect((await set(randomUUID(), ['x'])).status).toBe(404);
    const blind = await service.send('PUT', `/products/${id}/tags`, { token: staff, body: { tags: ['x'] } });
    expect(blind.status).toBe(428);
  });
});

describe('GET /catalogue/tags', () => {
  it('counts the products that are shown, page by page, from the cache the second time', async () => {
    await rows(service, 'delete from product_tags');
    const products = [await service.addProduct(), await service.addProduct()];
    for (const { id } of products) await set(id, ['common', `own-${id.slice(-4)}a`]);
    const draft = await service.addProduct({ status: 'draft' });
    await set(draft.id, ['common', 'hidden']);
    const first = await service.send('GET', '/catalogue/tags?limit=1');
    expect(first.body.items).toEqual([{ tag: 'common', count: 2 }]);
    expect(first.headers['link']).toContain('/api/catalogue/tags?limit=1&cursor=');
    const rest = await service.send('GET', `/catalogue/tags?limit=5&cursor=${first.body.nextCursor}`);
    expect(rest.body.items).toHaveLength(2);
    expect((await service.send('GET', '/catalogue/tags?limit=1')).headers['x-cache']).toBe('hit');
    await service.send('DELETE', `/products/${products[0]!.id}`, { token: staff });
    expect((await service.send('GET', '/catalogue/tags?limit=1')).body.items).toEqual([
      { tag: 'common', count: 1 },
    ]);
  });

  it.each(['?cursor=x', '?cursor=WyIlIl0', '?limit=0', '?search=x'])('refuses %s', async (query) => {
    expect((await service.send('GET', `/catalogue/tags${query}`)).status).toBe(400);
  });
});
