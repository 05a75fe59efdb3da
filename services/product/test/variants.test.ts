import { randomUUID } from 'node:crypto';
import { countStatements, type TestResponse } from '@sidecart/testing';
import { customer, idOf, pointersOf, rows, staff, startProductService, type ProductService } from './harness';
import { addSized, variantBody, variantsOf } from './sized-products';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const sized = (...prices: number[]) => addSized(service, prices);
const read = (id: string, token?: string) => service.send('GET', `/products/${id}`, { token });
const send = (method: string, path: string, body?: object, ifMatch = '*', token = staff) =>
  service.send(method, path, { token, headers: { 'if-match': ifMatch }, ...(body ? { body } : {}) });
const add = (id: string, body: object, ifMatch?: string) =>
  send('POST', `/products/${id}/variants`, body, ifMatch);
const archive = (id: string, variantId: string) => send('DELETE', `/products/${id}/variants/${variantId}`);

const card = async (id: string): Promise<unknown> => {
  const { body } = await service.send(
    'GET',
    `/products?limit=100&search=thing&maxPrice=${1e6 + (Date.now() % 1e9)}`,
  );
  return (body as { items: { id: string }[] }).items.find((item) => item.id === id);
};

describe('a product in several variants', () => {
  it('shows each with price, options and availability, and the range of prices in lists', async () => {
    const { id, variants } = await sized(1_000, 3_000, 2_000);
    const { body } = await read(id);
    expect(body).toMatchObject({
      ...{ optionNames: ['size'], priceMinor: 1_000, maxPriceMinor: 3_000, inStock: true },
      variants: [
        { options: { size: '0' }, priceMinor: 1_000, inStock: true, status: 'active', weightGrams: 250 },
        { options: { size: '1' }, priceMinor: 3_000, inStock: true },
        { options: { size: '2' }, priceMinor: 2_000, inStock: true },
      ],
    });
    expect(await card(id)).toMatchObject({
      ...{ optionNames: ['size'], priceMinor: 1_000, maxPriceMinor: 3_000, sku: variants[0]!.sku },
    });
    expect(Object.keys(variants[0]!)).not.toContain('available');
  });

  it('is read with one statement, and searched with two', async () => {
    const { id } = await sized(1_000, 3_000);
    expect(await countStatements(service, () => read(id))).toBe(1);
    // The words of a search are looked up before.
    expect(await countStatements(service, () => card(id))).toBe(2);
  });

  it('is found by the article numbers and the values of its variants', async () => {
    const value = `c${randomUUID().slice(0, 8)}`;
    const { variants, id } = await addSized(service, [1_000, 2_000], [value, 'red']);
    for (const search of [value, variants[1]!.sku]) {
      const { body } = await service.send('GET', `/products?search=${search}`);
      expect((body as { items: object[] }).items).toMatchObject([{ id }]);
    }
  });

  it('is in stock while one of its active variants is', async () => {
    const { id, variants } = await addSized(service, [1_000, 2_000], ['a', 'b'], [0, 1]);
    expect((await read(id)).body).toMatchObject({
      inStock: true,
      variants: [{ inStock: false }, { inStock: true }],
    });
    expect((await archive(id, variants[1]!.id)).status).toBe(200);
    expect((await read(id)).body).toMatchObject({ inStock: false, priceMinor: 1_000, maxPriceMinor: 1_000 });
  });

  it.each([
    ['no variants', { variants: undefined }, 400, '#/variants'],
    ['a price of its own', { priceMinor: 5 }, 400, '#/priceMinor'],
    ['stock of its own', { stock: 5 }, 400, '#/stock'],
    ['no options', { optionNames: undefined }, 400, '#/optionNames'],
    ['an option twice', { optionNames: ['size', 'size'] }, 400, '#/optionNames'],
    ['an option in capitals', { optionNames: ['Size'] }, 400, '#/optionNames/0'],
    ['a variant without a value', { variants: [variantBody({ options: {} })] }, 422, '#/variants/0/options'],
    [
      'a variant twice',
      { variants: ['X', 'X '].map((size) => variantBody({ options: { size } })) },
      409,
      '#/variants/1/options',
    ],
    [
      'a blank value',
      { variants: [variantBody({ options: { size: ' ' } })] },
      400,
      '#/variants/0/options/size',
    ],
    ['a simple product without a price', { optionNames: undefined, variants: undefined }, 400, '#/sku'],
  ])('is refused with %s', async (_case, overrides, status, pointer) => {
    const { categoryId } = await sized(100);
    const body = {
      ...{ name: 'Thing', description: 'D', currency: 'EUR', categoryId, optionNames: ['size'] },
      variants: [variantBody({ options: { size: 'M' } })],
      ...overrides,
    };
    const answer = await service.send('POST', '/products', { token: staff, body });
    expect(answer.status).toBe(status);
    expect(pointersOf(answer)).toContain(pointer);
  });
});

describe('POST /products/{productId}/variants', () => {
  it('adds one with its stock and counts as an edit of the product', async () => {
    const { id, etag } = await sized(1_000);
    const answer = await add(id, variantBody({ options: { size: ' XL ' }, priceMinor: 500, stock: 7 }), etag);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ version: 2, priceMinor: 500, maxPriceMinor: 1_000 });
    expect(variantsOf(answer)[1]).toMatchObject({ options: { size: 'XL' }, inStock: true });
    expect((await read(id)).body).toEqual(answer.body);
    await service.publishedChange(id, 'updated');
    const again = await add(id, variantBody({ options: { size: 'XXL' } }), etag);
    expect(again.status).toBe(412);
  });

  it('adds one of ten concurrent ones with the same options, and one under the same key', async () => {
    const { id } = await sized(1_000);
    const same = await Promise.all(
      Array.from({ length: 10 }, () => add(id, variantBody({ options: { size: 'L' } }))),
    );
    expect(same.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(same.filter(({ status, body }) => status === 409 && body.code === 'options-taken')).toHaveLength(
      9,
    );
    const body = variantBody({ options: { size: 'XL' } });
    const headers = { 'idempotency-key': randomUUID() };
    const keyed = await Promise.all(
      Array.from({ length: 5 }, () =>
        service.send('POST', `/products/${id}/variants`, { token: staff, headers, body }),
      ),
    );
    expect(new Set(keyed.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(variantsOf(await read(id))).toHaveLength(3);
  });

  it('is refused by the database as well when two have the same options', async () => {
    const { id, variants } = await sized(1_000, 2_000);
    await expect(
      rows(service, `update product_variants set options = '{"size":"1"}' where id = ?`, [variants[0]!.id]),
    ).rejects.toThrow('product_variants_one_each');
    await expect(
      rows(service, `update product_variants set options = '"x"' where id = ?`, [variants[0]!.id]),
    ).rejects.toThrow('product_variants_options');
    expect((await read(id)).status).toBe(200);
  });

  it('names the article number that is taken', async () => {
    const { id, variants } = await sized(1_000);
    const answer = await add(id, variantBody({ options: { size: 'L' }, sku: variants[0]!.sku }));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'sku-taken', errors: [{ pointer: '#/sku' }] });
  });

  it('is not for a product without options', async () => {
    const { id } = await service.addProduct();
    expect((await add(id, variantBody({ options: {} }))).body.code).toBe('options-taken');
    expect((await add(id, variantBody({ options: { size: 'L' } }))).body.code).toBe('wrong-options');
  });

  it('is for staff, and answers 404 to an unknown product', async () => {
    const { id } = await sized(1_000);
    const body = variantBody({ options: { size: 'L' } });
    expect((await send('POST', `/products/${id}/variants`, body, '*', customer)).status).toBe(403);
    expect((await add(randomUUID(), body)).status).toBe(404);
  });
});

describe('a product without options', () => {
  it('has one variant whose id is its own, and is edited as before', async () => {
    const { id, etag } = await service.addProduct({ priceMinor: 700, weightGrams: 90 });
    const variants = (answer: TestResponse) => variantsOf(answer);
    expect(variants(await read(id))).toMatchObject([{ id, options: {}, priceMinor: 700, weightGrams: 90 }]);
    const answer = await send(
      'PATCH',
      `/products/${id}`,
      { priceMinor: 900, sku: `NEW-${Date.now()}` },
      etag,
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      priceMinor: 900,
      maxPriceMinor: 900,
      variants: [{ priceMinor: 900 }],
    });
    expect(idOf(answer)).toBe(id);
  });

  it('leaves prices to the variants where there are several', async () => {
    const { id } = await sized(1_000, 2_000);
    const answer = await send('PATCH', `/products/${id}`, { priceMinor: 900 });
    expect(answer.status).toBe(422);
    expect(pointersOf(answer)).toEqual(['#/priceMinor']);
  });
});
