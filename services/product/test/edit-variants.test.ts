import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pointersOf, rows, staff, startProductService, type ProductService } from './harness';
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
const edit = (id: string, variantId: string, body: object, ifMatch?: string) =>
  send('PATCH', `/products/${id}/variants/${variantId}`, body, ifMatch);
const archive = (id: string, variantId: string) => send('DELETE', `/products/${id}/variants/${variantId}`);
const order = (id: string, variantIds: string[], ifMatch?: string) =>
  send('PUT', `/products/${id}/variant-order`, { variantIds }, ifMatch);

const card = async (id: string): Promise<unknown> => {
  const { body } = await service.send(
    'GET',
    `/products?limit=100&search=thing&maxPrice=${1e6 + (Date.now() % 1e9)}`,
  );
  return (body as { items: { id: string }[] }).items.find((item) => item.id === id);
};

describe('PATCH and DELETE /products/{productId}/variants/{variantId}', () => {
  it('change what is given, and what the product shows of it', async () => {
    const { id, etag, variants } = await sized(1_000, 2_000);
    const answer = await edit(id, variants[0]!.id, { priceMinor: 5_000, options: { size: 'S' } }, etag);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ version: 2, priceMinor: 2_000, maxPriceMinor: 5_000 });
    expect(variantsOf(answer)[0]).toMatchObject({ options: { size: 'S' }, sku: variants[0]!.sku });
    expect((await edit(id, variants[0]!.id, { priceMinor: 1 }, etag)).status).toBe(412);
    expect(await card(id)).toMatchObject({ priceMinor: 2_000, maxPriceMinor: 5_000 });
  });

  it('let one of two editors through', async () => {
    const { id, etag, variants } = await sized(1_000, 2_000);
    const answers = await Promise.all(
      variants.map((variant) => edit(id, variant.id, { priceMinor: 9 }, etag)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('archive one, which only staff see then, and bring it back', async () => {
    const { id, variants } = await sized(1_000, 2_000);
    const answer = await archive(id, variants[0]!.id);
    expect(answer.body).toMatchObject({ priceMinor: 2_000, variants: [{ status: 'archived' }, {}] });
    expect(variantsOf(await read(id)).map((one) => one.id)).toEqual([variants[1]!.id]);
    expect(variantsOf(await read(id, staff))).toHaveLength(2);
    const item = { productId: id, variantId: variants[0]!.id, quantity: 1 };
    expect((await service.hold(randomUUID(), [item])).body.code).toBe('product-unavailable');
    await edit(id, variants[0]!.id, { status: 'active' });
    expect((await service.hold(randomUUID(), [item])).status).toBe(200);
  });

  it('leave the last one that is sold', async () => {
    const { id, variants } = await sized(1_000);
    const answer = await archive(id, variants[0]!.id);
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('last-variant');
  });

  it.each([
    ['nothing', {}, 400, '#'],
    ['a price of nothing', { priceMinor: 0 }, 400, '#/priceMinor'],
    ['another option', { options: { colour: 'red' } }, 422, '#/options'],
    ['the options of another', { options: { size: '1' } }, 409, '#/options'],
  ])('refuse %s', async (_case, body, status, pointer) => {
    const { id, variants } = await sized(1_000, 2_000);
    const answer = await edit(id, variants[0]!.id, body);
    expect(answer.status).toBe(status);
    expect(pointersOf(answer)).toContain(pointer);
  });

  it('answer 404 to a variant of another product, and 428 without If-Match', async () => {
    const [one, other] = [await sized(1_000), await sized(1_000)];
    const path = `/products/${one.id}/variants/${one.variants[0]!.id}`;
    expect((await edit(one.id, other.variants[0]!.id, { priceMinor: 1 })).status).toBe(404);
    expect((await archive(one.id, randomUUID())).status).toBe(404);
    expect((await service.send('PATCH', path, { token: staff, body: { priceMinor: 1 } })).status).toBe(428);
  });
});

describe('PUT /products/{productId}/variant-order', () => {
  it('puts them in that order', async () => {
    const { id, etag, variants } = await sized(1_000, 2_000, 3_000);
    const ids = [2, 0, 1].map((index) => variants[index]!.id);
    const answer = await order(id, ids, etag);
    expect(answer.status).toBe(200);
    expect(variantsOf(answer).map((one) => one.id)).toEqual(ids);
    expect((await read(id)).body.sku).toBe(variants[2]!.sku);
    expect((await order(id, ids, etag)).status).toBe(412);
  });

  it('must name each once', async () => {
    const { id, variants } = await sized(1_000, 2_000);
    const answer = await order(id, [variants[0]!.id]);
    expect(answer.status).toBe(422);
    expect(pointersOf(answer)).toEqual(['#/variantIds']);
  });
});

it('the prices of a product are those of its active variants, whatever is done to them at once', async () => {
  const change = fc.record({
    kind: fc.constantFrom('price', 'archive', 'restore', 'add'),
    index: fc.nat({ max: 3 }),
    priceMinor: fc.integer({ min: 1, max: 10_000 }),
  });
  const perform = async (
    id: string,
    { kind, index, priceMinor }: { kind: string; index: number; priceMinor: number },
  ) => {
    if (kind === 'add') return add(id, variantBody({ options: { size: `n${index}` }, priceMinor }));
    const variant = variantsOf(await read(id, staff))[index];
    if (!variant) return undefined;
    const status = kind === 'archive' ? 'archived' : 'active';
    return edit(id, variant.id, kind === 'price' ? { priceMinor } : { status });
  };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const { id } = await sized(1_000, 2_000);
      const answers = await Promise.all(changes.map((one) => perform(id, one)));
      for (const answer of answers) expect([undefined, 200, 201, 409]).toContain(answer?.status);
      expect(await rows(service, WRONG_PRICES)).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 60_000);

const WRONG_PRICES = `
  select p.id from products p
    left join (select product_id, min(price_minor) as low, max(price_minor) as high
                 from product_variants where status = 'active' group by 1) v on v.product_id = p.id
   where p.price_minor is distinct from v.low or p.max_price_minor is distinct from v.high`;
