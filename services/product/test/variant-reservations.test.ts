import { randomUUID } from 'node:crypto';
import { pointersOf, staff, startProductService, type ProductService } from './harness';
import { addSized } from './sized-products';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

describe('variants', () => {
  const quote = (items: object[]) =>
    service.send('POST', '/internal/quotes', {
      headers: { 'dapr-caller-app-id': 'order' },
      body: { items },
    });

  it('are held each by itself, with what the order needs to know of them', async () => {
    const { id, categoryId, variants } = await addSized(service, [1_000, 2_000]);
    const orderId = randomUUID();
    const items = [1, 0].map((index) => ({
      productId: id,
      variantId: variants[index]!.id,
      quantity: index + 1,
    }));
    const answer = await service.hold(orderId, items);
    expect(answer.status).toBe(200);
    const common = { productId: id, categoryId, weightGrams: 250 };
    expect(answer.body.lines).toEqual([
      {
        ...common,
        ...{ variantId: variants[1]!.id, sku: variants[1]!.sku, name: expect.stringMatching(/^Thing/) },
        ...{ options: { size: '1' }, quantity: 2, unitPriceMinor: 2_000 },
      },
      expect.objectContaining({ ...common, options: { size: '0' }, quantity: 1, unitPriceMinor: 1_000 }),
    ]);
    expect((await service.hold(orderId, items)).text).toBe(answer.text);
    const { body } = await service.send('GET', `/products/${id}/inventory`, { token: staff });
    expect(body).toMatchObject({ reserved: 3, variants: [{ reserved: 1 }, { reserved: 2 }] });
  });

  it('must be chosen where there are several', async () => {
    const [simple, several] = [await service.addProduct(), await addSized(service, [1_000, 2_000])];
    const items = [simple, several].map(({ id }) => ({ productId: id, quantity: 1 }));
    for (const answer of [await service.hold(randomUUID(), items), await quote(items.map(withoutQuantity))]) {
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe('variant-required');
      expect(pointersOf(answer)).toEqual(['#/items/1/variantId']);
    }
  });

  it('of another product, or unknown, cannot be bought', async () => {
    const [one, other] = [await addSized(service, [1_000]), await addSized(service, [1_000])];
    const answer = await service.hold(randomUUID(), [
      { productId: one.id, variantId: other.variants[0]!.id, quantity: 1 },
      { productId: one.id, variantId: randomUUID(), quantity: 1 },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('product-unavailable');
    expect(pointersOf(answer)).toEqual(['#/items/0/variantId', '#/items/1/variantId']);
  });

  it('are listed once', async () => {
    const { id } = await service.addProduct();
    const answer = await service.hold(randomUUID(), [
      { productId: id, quantity: 1 },
      { productId: id, variantId: id, quantity: 1 },
    ]);
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toEqual(['#/items/1/variantId']);
  });

  it('are quoted by themselves; drafts and what does not exist are missing', async () => {
    const { id, variants } = await addSized(service, [1_000, 2_000]);
    const [draft, archived] = [await service.addProduct({ status: 'draft' }), await service.addProduct()];
    await service.send('DELETE', `/products/${archived.id}`, { token: staff });
    await service.send('DELETE', `/products/${id}/variants/${variants[0]!.id}`, { token: staff });
    const answer = await quote([
      { productId: id, variantId: variants[1]!.id },
      { productId: draft.id },
      { productId: archived.id },
      { productId: randomUUID() },
      { productId: id, variantId: variants[0]!.id },
      { productId: draft.id, variantId: variants[0]!.id },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body.items).toEqual([
      {
        ...{ productId: id, variantId: variants[1]!.id, sku: variants[1]!.sku, currency: 'EUR' },
        ...{ name: expect.any(String), options: { size: '1' }, unitPriceMinor: 2_000 },
        ...{ available: 10, purchasable: true, weightGrams: 250, categoryId: expect.any(String) },
      },
      expect.objectContaining({ productId: archived.id, variantId: archived.id, purchasable: false }),
      expect.objectContaining({ variantId: variants[0]!.id, purchasable: false }),
    ]);
  });
});

const withoutQuantity = ({ productId }: { productId: string }) => ({ productId });
