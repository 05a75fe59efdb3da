import { randomUUID } from 'node:crypto';
import { newCustomer, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

const add = (token: string, productId: string, quantity: number, variantId?: string) =>
  service.send('POST', '/cart/items', { token, body: { productId, variantId, quantity } });

const EMPTY = { items: [], totals: [], changes: [], coupon: null, estimate: null };

describe('the cart', () => {
  it('adds, sets and removes products, and sums them up', async () => {
    const { token } = newCustomer();
    const productId = randomUUID();
    await add(token, productId, 2);
    const added = await add(token, productId, 1);
    expect(added.status).toBe(201);
    expect(added.headers['cart-token']).toBeUndefined();
    expect(added.body).toMatchObject({
      items: [{ productId, variantId: productId, quantity: 3, options: {} }],
      totals: [{ amountMinor: 3_750, currency: 'EUR' }],
      changes: [],
    });
    const set = await service.send('PUT', `/cart/items/${productId}`, { token, body: { quantity: 1 } });
    expect(set.body).toMatchObject({ items: [{ quantity: 1 }] });
    expect((await service.send('DELETE', `/cart/items/${productId}`, { token })).status).toBe(204);
    expect((await service.send('GET', '/cart', { token })).body).toEqual(EMPTY);
  });

  it('holds variants of a product apart, and knows the product of what is in it', async () => {
    const { token } = newCustomer();
    const [productId, medium, large] = [randomUUID(), randomUUID(), randomUUID()];
    await add(token, productId, 1, medium);
    await service.send('PUT', `/cart/items/${large}`, { token, body: { quantity: 2, productId } });
    const { body } = await service.send('PUT', `/cart/items/${medium}`, { token, body: { quantity: 4 } });
    expect(body.items).toMatchObject([
      { productId, variantId: medium, options: { size: 'M' }, quantity: 4 },
      { productId, variantId: large, quantity: 2 },
    ]);
  });

  it('asks for the variant of a product that comes in several', async () => {
    const { token } = newCustomer();
    const [productId, variantId] = [randomUUID(), randomUUID()];
    service.catalogue.manifold.add(productId);
    const answer = await add(token, productId, 1);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'variant-required', errors: [{ pointer: '#/variantId' }] });
    expect((await add(token, productId, 1, variantId)).status).toBe(201);
  });

  it('loses nothing of concurrent additions', async () => {
    const { token } = newCustomer();
    const productId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(token, productId, 1)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect((await service.send('GET', '/cart', { token })).body.items).toMatchObject([{ quantity: 10 }]);
  });

  it('leaves out of the total what cannot be had', async () => {
    const { token } = newCustomer();
    const answer = await add(token, randomUUID(), 11);
    expect(answer.body).toMatchObject({ items: [{ available: 10, purchasable: false }], totals: [] });
  });

  it('refuses more pieces than a line holds, more lines than it holds, and what is not sold', async () => {
    const { token } = newCustomer();
    const productId = randomUUID();
    await add(token, productId, 99);
    const answer = await add(token, productId, 1);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'quantity-too-large', errors: [{ pointer: '#/quantity' }] });
    for (let lines = 1; lines < 50; lines += 1) await add(token, randomUUID(), 1);
    expect((await add(token, randomUUID(), 1)).body).toMatchObject({
      code: 'cart-full',
      errors: [{ pointer: '#/productId' }],
    });
    const withdrawn = randomUUID();
    service.catalogue.withdrawn.add(withdrawn);
    const refused = await service.send('PUT', `/cart/items/${withdrawn}`, { token, body: { quantity: 1 } });
    expect(refused.body).toMatchObject({
      code: 'product-unavailable',
      errors: [{ in: 'path', pointer: 'variantId' }],
    });
  });

  it('shows nobody the cart of another, and who comes without a token an empty one', async () => {
    await add(newCustomer().token, randomUUID(), 1);
    expect((await service.send('GET', '/cart', { token: newCustomer().token })).body).toEqual(EMPTY);
    expect((await service.send('GET', '/cart')).body).toEqual(EMPTY);
    expect((await service.send('GET', '/cart', { token: 'Bearer x' })).status).toBe(401);
  });

  it.each([
    ['POST', '/cart/items', { productId: 'x', quantity: 1 }, '#/productId'],
    ['POST', '/cart/items', { productId: randomUUID(), quantity: 0 }, '#/quantity'],
    ['PUT', `/cart/items/${randomUUID()}`, { quantity: 100 }, '#/quantity'],
    ['PUT', '/cart/items/17', { quantity: 1 }, 'variantId'],
    ['PUT', '/cart/coupon', { code: '' }, '#/code'],
    ['POST', '/cart/acknowledge', { changes: [{ variantId: randomUUID(), to: 1 }] }, '#/changes/0/kind'],
    ['POST', '/cart/merge', { cartToken: 'short' }, '#/cartToken'],
    ['GET', '/cart?country=Germany', undefined, 'country'],
  ])('%s %s names the faulty field', async (method, path, body, pointer) => {
    const { token } = newCustomer();
    const answer = await service.send(method, path, { token, ...(body ? { body } : {}) });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

describe('the changes of a cart', () => {
  it('are announced until they are acknowledged', async () => {
    const { token } = newCustomer();
    const [dearer, fewer, gone, withdrawn] = Array.from({ length: 4 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
    ];
    for (const productId of [dearer, fewer, gone, withdrawn]) await add(token, productId, 4);
    service.catalogue.prices.set(dearer, 1_300);
    service.catalogue.stocks.set(fewer, 3);
    service.catalogue.gone.add(gone);
    service.catalogue.withdrawn.add(withdrawn);
    const changes = [
      { variantId: dearer, kind: 'price-changed', from: 1_250, to: 1_300 },
      { variantId: fewer, kind: 'quantity-reduced', from: 4, to: 3 },
      { variantId: gone, kind: 'unavailable', from: 4, to: 0 },
      { variantId: withdrawn, kind: 'unavailable', from: 4, to: 0 },
    ];
    const shown = await service.send('GET', '/cart', { token });
    expect(shown.body.changes).toEqual(changes);
    expect(shown.body.items[2]).toMatchObject({ name: 'Thing', unitPriceMinor: 1_250, purchasable: false });
    expect((await add(token, dearer, 1)).body.changes).toEqual(changes);
    const seen = changes.map(({ variantId, kind, to }) => ({ variantId, kind, to }));
    const body = { changes: seen.slice(0, 3) };
    const acknowledged = await service.send('POST', '/cart/acknowledge', { token, body });
    expect(acknowledged.body.changes).toEqual(changes.slice(3));
    expect(acknowledged.body.items).toMatchObject([
      { variantId: dearer, quantity: 5 },
      { variantId: fewer, quantity: 3, purchasable: true },
      { variantId: withdrawn },
    ]);
  });

  it('are not acknowledged by what was seen before they changed again', async () => {
    const { token } = newCustomer();
    const variantId = randomUUID();
    await add(token, variantId, 1);
    service.catalogue.prices.set(variantId, 1_300);
    const body = { changes: [{ variantId, kind: 'price-changed', to: 1_300 }] };
    service.catalogue.prices.set(variantId, 1_400);
    const answer = await service.send('POST', '/cart/acknowledge', { token, body });
    expect(answer.body.changes).toEqual([{ variantId, kind: 'price-changed', from: 1_250, to: 1_400 }]);
  });
});
