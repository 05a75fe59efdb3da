import { randomUUID } from 'node:crypto';
import { countStatements, tokenFor } from '@sidecart/testing';
import { buyersOf } from './buyers';
import {
  customer,
  idOf,
  pointersOf,
  productBody,
  staff,
  startProductService,
  type ProductService,
} from './harness';

let service: ProductService;
let categoryId: string;
beforeAll(async () => {
  service = await startProductService();
  categoryId = await service.addCategory();
});
afterAll(() => service.close());

const create = (body: object, headers: Record<string, string> = {}, token = staff) =>
  service.send('POST', '/products', { token, headers, body });
const read = (idOrSlug: string, token?: string) => service.send('GET', `/products/${idOrSlug}`, { token });
const edit = (id: string, body: object, ifMatch?: string) =>
  service.send('PATCH', `/products/${id}`, {
    token: staff,
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    body,
  });

describe('POST /products', () => {
  it('adds a product with its stock and tells it', async () => {
    const answer = await create(productBody(categoryId, { name: ' Crème brûlée Torch №5 ' }));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      name: 'Crème brûlée Torch №5',
      slug: 'creme-brulee-torch-no5',
      priceMinor: 1_250,
      currency: 'EUR',
      status: 'active',
      inStock: true,
      rating: { average: null, count: 0 },
      category: { id: categoryId },
      images: [],
      tags: [],
      version: 1,
    });
    expect(answer.headers['location']).toBe(`/api/products/${answer.body.id}`);
    expect(answer.headers['etag']).toMatch(/^"1-/);
    expect((await read('creme-brulee-torch-no5')).body).toEqual(answer.body);
    expect(await service.stockOf(idOf(answer))).toEqual({ onHand: 10, reserved: 0, available: 10 });
    await service.publishedChange(idOf(answer), 'created');
    await service.expectLawsToHold();
  });

  it('is a draft unless said otherwise, which only staff see', async () => {
    const answer = await create(productBody(categoryId, { status: undefined, stock: undefined }));
    const { body } = answer;
    expect(body).toMatchObject({ status: 'draft', inStock: false });
    expect((await read(idOf(answer))).status).toBe(404);
    expect((await read(idOf(answer), customer)).status).toBe(404);
    expect((await read(idOf(answer), staff)).body).toEqual(body);
  });

  it('makes one product of twenty concurrent requests with the same key', async () => {
    const body = productBody(categoryId);
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(body, headers)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const other = await create(productBody(categoryId), headers);
    expect(other.status).toBe(422);
    expect(other.body.code).toBe('idempotency-key-reused');
  });

  it.each([
    ['slug', 'slug-taken'],
    ['sku', 'sku-taken'],
  ])('names the %s that is taken, also when two come at once', async (field, code) => {
    const value = field === 'slug' ? `slug-${randomUUID().slice(0, 8)}x` : `S-${Date.now()}`;
    const answers = await Promise.all([1, 2].map(() => create(productBody(categoryId, { [field]: value }))));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(answers.find((answer) => answer.status === 409)!.body).toMatchObject({
      code,
      errors: [{ in: 'body', pointer: `#/${field}` }],
    });
  });

  it.each([
    ['no name', { name: undefined }, '#/name'],
    ['a blank name', { name: '  ' }, '#/name'],
    ['a name of two lines', { name: 'a\nb' }, '#/name'],
    ['a price of nothing', { priceMinor: 0 }, '#/priceMinor'],
    ['a fraction of a cent', { priceMinor: 1.5 }, '#/priceMinor'],
    ['a price as text', { priceMinor: '1250' }, '#/priceMinor'],
    ['an unheard-of price', { priceMinor: 1e15 }, '#/priceMinor'],
    ['a currency in small letters', { currency: 'eur' }, '#/currency'],
    ['a slug with a blank', { slug: 'a b' }, '#/slug'],
    ['a slug like an id', { slug: randomUUID() }, '#/slug'],
    ['less than no stock', { stock: -1 }, '#/stock'],
    ['a rating of its own', { ratingSum: 5 }, '#/ratingSum'],
    ['an unknown status', { status: 'archived' }, '#/status'],
    ['text that cannot be stored', { description: 'a\u0000b' }, '#/description'],
  ])('names the field when the body has %s', async (_case, overrides, pointer) => {
    const answer = await create(productBody(categoryId, overrides));
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toContain(pointer);
  });

  it('refuses a category that does not exist', async () => {
    const answer = await create(productBody(randomUUID()));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'unknown-category', errors: [{ pointer: '#/categoryId' }] });
  });

  it('is for staff', async () => {
    expect((await create(productBody(categoryId), {}, customer)).status).toBe(403);
    expect((await service.send('POST', '/products', { body: productBody(categoryId) })).status).toBe(401);
    expect((await create(productBody(categoryId), {}, tokenFor('admin'))).status).toBe(201);
  });
});

describe('GET /products/{productId}', () => {
  it('answers by id and by slug with one statement and then none', async () => {
    const product = await service.addProduct();
    expect(await countStatements(service, () => read(product.id))).toBe(1);
    expect(await countStatements(service, () => read(product.id))).toBe(0);
    expect((await read(product.slug)).body.id).toBe(product.id);
  });

  it('answers 304 to whoever has it already', async () => {
    const { slug } = await service.addProduct();
    const { headers } = await read(slug);
    const again = await service.send('GET', `/products/${slug}`, {
      headers: { 'if-none-match': `W/"x", ${String(headers['etag'])}` },
    });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(headers['etag']);
  });

  it('does not let anybody keep what only staff see', async () => {
    const { id } = await service.addProduct();
    expect((await read(id, staff)).headers['cache-control']).toBe('private, no-store');
    expect((await read(id, customer)).headers['cache-control']).toMatch(/^public, max-age=/);
  });

  it.each(['nothing-like-it', randomUUID()])('answers 404 to %s', async (idOrSlug) => {
    expect((await read(idOrSlug)).status).toBe(404);
  });

  it('answers 400 to what is neither an id nor a slug', async () => {
    expect((await read('a%00b')).status).toBe(400);
    expect((await read('x'.repeat(200))).status).toBe(400);
  });
});

describe('PATCH /products/{productId}', () => {
  it('changes what is given, counts the version and tells it', async () => {
    const product = await service.addProduct();
    const answer = await edit(product.id, { name: 'New name', priceMinor: 999 }, product.etag);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ name: 'New name', priceMinor: 999, slug: product.slug, version: 2 });
    expect((await read(product.slug)).body).toEqual(answer.body);
    await service.publishedChange(product.id, 'updated');
  });

  it('lets one of two editors through and asks the other to read again', async () => {
    const product = await service.addProduct();
    const answers = await Promise.all([
      edit(product.id, { name: 'One' }, product.etag),
      edit(product.id, { name: 'Two' }, product.etag),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
  });

  it('is not disturbed by a sale or a rating in between', async () => {
    const { id, etag } = await service.addProduct({ stock: 1 });
    await service.hold(randomUUID(), [{ productId: id, quantity: 1 }]);
    const { buy, review } = buyersOf(() => service);
    expect((await review(id, (await buy(id)).token)).status).toBe(201);
    const fresh = await read(id, staff);
    expect(fresh.headers['etag']).not.toBe(etag);
    expect((await edit(id, { name: 'Still mine' }, etag)).status).toBe(200);
  });

  it('requires If-Match', async () => {
    const product = await service.addProduct();
    expect((await edit(product.id, { name: 'X' })).status).toBe(428);
  });

  it('names the slug that is taken', async () => {
    const [one, two] = [await service.addProduct(), await service.addProduct()];
    const answer = await edit(two.id, { slug: one.slug }, two.etag);
    expect(answer.status).toBe(409);
    expect(answer.body.errors[0].pointer).toBe('#/slug');
  });

  it.each([
    ['nothing', {}, '#'],
    ['stock', { stock: 5 }, '#/stock'],
    ['a null', { name: null }, '#/name'],
  ])('refuses a body with %s', async (_case, body, pointer) => {
    const product = await service.addProduct();
    const answer = await edit(product.id, body, product.etag);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('answers 404 to an unknown product', async () => {
    expect((await edit(randomUUID(), { name: 'X' }, '*')).status).toBe(404);
  });
});
