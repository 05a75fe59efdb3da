import { randomUUID } from 'node:crypto';
import { pointersOf, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const held = { onHand: 10, reserved: 3, available: 7 };

describe('PUT /internal/reservations/{orderId}', () => {
  it('holds all lines at today’s prices and answers in the order of the request', async () => {
    const [first, second] = [
      await service.addProduct({ priceMinor: 700 }),
      await service.addProduct({ priceMinor: 300 }),
    ];
    const orderId = randomUUID();
    const before = Date.now();
    const answer = await service.hold(orderId, [
      { productId: second.id, quantity: 1 },
      { productId: first.id, quantity: 3 },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      orderId,
      currency: 'EUR',
      lines: [
        { productId: second.id, quantity: 1, unitPriceMinor: 300 },
        { productId: first.id, quantity: 3, unitPriceMinor: 700 },
      ],
    });
    expect(Date.parse(String(answer.body.expiresAt))).toBeGreaterThan(before + 19 * 60_000);
    expect(await service.stockOf(first.id)).toEqual(held);
  });

  it('gives the same answer again, with the prices of then, and holds nothing more', async () => {
    const product = await service.addProduct({ priceMinor: 700 });
    const orderId = randomUUID();
    const items = [{ productId: product.id, quantity: 3 }];
    const first = await service.hold(orderId, items);
    await service.send('PATCH', `/products/${product.id}`, {
      token: staff,
      headers: { 'if-match': product.etag },
      body: { priceMinor: 9_900 },
    });
    const again = await service.hold(orderId, items);
    expect(again.text).toBe(first.text);
    expect(await service.stockOf(product.id)).toEqual(held);
  });

  it('holds once when the same request comes twenty times at once', async () => {
    const product = await service.addProduct();
    const orderId = randomUUID();
    const items = [{ productId: product.id, quantity: 3 }];
    const answers = await Promise.all(Array.from({ length: 20 }, () => service.hold(orderId, items)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await service.stockOf(product.id)).toEqual(held);
  });

  it('refuses other items under the same order', async () => {
    const product = await service.addProduct();
    const orderId = randomUUID();
    await service.hold(orderId, [{ productId: product.id, quantity: 3 }]);
    const other = await service.hold(orderId, [{ productId: product.id, quantity: 4 }]);
    expect(other.status).toBe(409);
    expect(other.body.code).toBe('reservation-differs');
    expect(await service.stockOf(product.id)).toEqual(held);
  });

  it('holds nothing when one line is short, and names it by its place', async () => {
    const [enough, short] = [await service.addProduct(), await service.addProduct({ stock: 1 })];
    const orderId = randomUUID();
    const answer = await service.hold(orderId, [
      { productId: enough.id, quantity: 1 },
      { productId: short.id, quantity: 2 },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'out-of-stock',
      errors: [{ in: 'body', pointer: '#/items/1/quantity', detail: 'only 1 can be had' }],
    });
    expect(await service.stockOf(enough.id)).toMatchObject({ reserved: 0 });
    expect(await service.stateOf(orderId)).toBeUndefined();
  });

  it('refuses what does not exist or is not sold, and names each', async () => {
    const [active, draft] = [await service.addProduct(), await service.addProduct({ status: 'draft' })];
    const answer = await service.hold(randomUUID(), [
      { productId: randomUUID(), quantity: 1 },
      { productId: active.id, quantity: 1 },
      { productId: draft.id, quantity: 1 },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe('product-unavailable');
    expect(pointersOf(answer)).toEqual(['#/items/0/productId', '#/items/2/productId']);
  });

  it('refuses two currencies in one order', async () => {
    const [euro, dollar] = [await service.addProduct(), await service.addProduct({ currency: 'USD' })];
    const answer = await service.hold(randomUUID(), [
      { productId: euro.id, quantity: 1 },
      { productId: dollar.id, quantity: 1 },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'mixed-currencies',
      errors: [{ pointer: '#/items/1/productId' }],
    });
  });

  it('refuses a product that is listed twice', async () => {
    const { id } = await service.addProduct();
    const answer = await service.hold(randomUUID(), [
      { productId: id, quantity: 1 },
      { productId: id, quantity: 1 },
    ]);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe('#/items/1/productId');
  });

  it.each([
    ['no items', { items: [] }, '#/items'],
    ['a quantity of zero', { items: [{ productId: randomUUID(), quantity: 0 }] }, '#/items/0/quantity'],
    ['a price', { items: [{ productId: randomUUID(), quantity: 1, price: 1 }] }, '#/items/0/price'],
    [
      '51 items',
      { items: Array.from({ length: 51 }, () => ({ productId: randomUUID(), quantity: 1 })) },
      '#/items',
    ],
  ])('names the field when the body has %s', async (_case, body, pointer) => {
    const answer = await service.send('PUT', `/internal/reservations/${randomUUID()}`, {
      headers: { 'dapr-caller-app-id': 'order' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it.each([undefined, 'gateway', 'payment'])('is not for %s', async (caller) => {
    const answer = await service.send('PUT', `/internal/reservations/${randomUUID()}`, {
      headers: caller ? { 'dapr-caller-app-id': caller } : {},
      body: { items: [{ productId: randomUUID(), quantity: 1 }] },
    });
    expect(answer.status).toBe(403);
  });

  it('tells when the last piece is held', async () => {
    const product = await service.addProduct({ stock: 2 });
    await service.hold(randomUUID(), [{ productId: product.id, quantity: 1 }]);
    expect(await service.countChanges(product.id, 'availability')).toBe(1); // that of the initial stock
    await service.hold(randomUUID(), [{ productId: product.id, quantity: 1 }]);
    expect(await service.countChanges(product.id, 'availability')).toBe(2);
  });
});

describe('POST /internal/quotes', () => {
  const quote = (productIds: string[]) =>
    service.send('POST', '/internal/quotes', {
      headers: { 'dapr-caller-app-id': 'order' },
      body: { items: productIds.map((productId) => ({ productId })) },
    });

  it('tells price and availability in the order asked, and leaves out what does not exist', async () => {
    const [sold, draft] = [await service.addProduct(), await service.addProduct({ status: 'draft' })];
    await service.hold(randomUUID(), [{ productId: sold.id, quantity: 4 }]);
    const { status, body } = await quote([draft.id, randomUUID(), sold.id]);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { productId: sold.id, purchasable: true, available: 6, unitPriceMinor: 1_250, currency: 'EUR' },
    ]);
  });

  it.each([[[]], [['x']], [Array.from({ length: 51 }, () => randomUUID())]])('refuses %#', async (ids) => {
    expect((await quote(ids)).status).toBe(400);
  });
});
