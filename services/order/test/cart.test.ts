import { randomUUID } from 'node:crypto';
import { newCustomer, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

const add = (token: string, productId: string, quantity: number) =>
  service.send('POST', '/cart/items', { token, body: { productId, quantity } });

describe('the cart', () => {
  it('adds, sets and removes products, and sums them up', async () => {
    const { token } = newCustomer();
    const productId = randomUUID();
    await add(token, productId, 2);
    const added = await add(token, productId, 1);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      items: [{ quantity: 3 }],
      totals: [{ amountMinor: 3_750, currency: 'EUR' }],
    });
    const set = await service.send('PUT', `/cart/items/${productId}`, { token, body: { quantity: 1 } });
    expect(set.body).toMatchObject({ items: [{ quantity: 1 }] });
    expect((await service.send('DELETE', `/cart/items/${productId}`, { token })).status).toBe(204);
    expect((await service.send('GET', '/cart', { token })).body.items).toEqual([]);
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

  it('refuses more pieces than a line holds', async () => {
    const { token } = newCustomer();
    const productId = randomUUID();
    await add(token, productId, 99);
    const answer = await add(token, productId, 1);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'quantity-too-large', errors: [{ pointer: '#/quantity' }] });
  });

  it('shows nobody the cart of another', async () => {
    await add(newCustomer().token, randomUUID(), 1);
    expect((await service.send('GET', '/cart', { token: newCustomer().token })).body.items).toEqual([]);
    expect((await service.send('GET', '/cart')).status).toBe(401);
  });
});
