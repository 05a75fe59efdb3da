import { randomUUID } from 'node:crypto';
import { Order } from '../src/domain/order';
import { newCustomer, orderBody, startOrderService, type OrderService } from './harness';

let service: OrderService;
beforeAll(async () => void (service = await startOrderService()));
afterAll(() => service.close());

const countOrders = (customerId: string) => service.orm.em.fork().count(Order, { customerId });

describe('POST /orders', () => {
  it('writes the order at the catalogue’s prices and publishes order.created.v1', async () => {
    const customer = newCustomer();
    const body = orderBody();
    const answer = await service.place(customer, { body });
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/api/orders/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      status: 'pending',
      totalMinor: 2_500,
      currency: 'EUR',
      customerId: customer.id,
    });
    expect(await service.publishedEvent('order.created.v1', answer.body.id)).toMatchObject({
      orderId: answer.body.id,
      customerId: customer.id,
      paymentMethodId: body.paymentMethodId,
      total: { amountMinor: 2_500, currency: 'EUR' },
    });
  });

  it('makes one order of fifty concurrent requests with the same key, and answers them all alike', async () => {
    const customer = newCustomer();
    const request = { body: orderBody(), key: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => service.place(customer, request)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(await countOrders(customer.id)).toBe(1);
  });

  it('refuses the same key with another body', async () => {
    const customer = newCustomer();
    const key = randomUUID();
    await service.place(customer, { key });
    const answer = await service.place(customer, { key });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('keeps the keys of two customers apart', async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all(
      [newCustomer(), newCustomer()].map((one) => service.place(one, { key })),
    );
    expect([first!.status, second!.status]).toEqual([201, 201]);
    expect(first!.body.id).not.toBe(second!.body.id);
  });

  it('passes on which line is out of stock, and leaves the key usable', async () => {
    const customer = newCustomer();
    const key = randomUUID();
    const items = [
      { productId: randomUUID(), quantity: 1 },
      { productId: randomUUID(), quantity: 11 },
    ];
    const refused = await service.place(customer, { key, body: orderBody({ items }) });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'out-of-stock', errors: [{ pointer: '#/items/1/quantity' }] });
    expect(await countOrders(customer.id)).toBe(0);
    expect((await service.place(customer, { key })).status).toBe(201);
  });

  it('answers 503 with Retry-After while the product service is down, and works once it is back', async () => {
    const customer = newCustomer();
    const request = { body: orderBody(), key: randomUUID() };
    service.catalogue.down = true;
    const answer = await service.place(customer, request);
    service.catalogue.down = false;
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBeDefined();
    expect((await service.place(customer, request)).status).toBe(201);
  });

  it('orders what is in the cart and empties it', async () => {
    const customer = newCustomer();
    const productId = randomUUID();
    await service.send('POST', '/cart/items', { token: customer.token, body: { productId, quantity: 3 } });
    const answer = await service.place(customer, { body: orderBody({ items: undefined }) });
    expect(answer.body).toMatchObject({ totalMinor: 3_750, items: [{ productId, quantity: 3 }] });
    const cart = await service.send('GET', '/cart', { token: customer.token });
    expect(cart.body).toMatchObject({ items: [], totals: [] });
  });

  it('answers concurrent orders of one cart under one key alike', async () => {
    for (let round = 0; round < 5; round += 1) {
      const customer = newCustomer();
      const line = { productId: randomUUID(), quantity: 1 };
      await service.send('POST', '/cart/items', { token: customer.token, body: line });
      const request = { body: orderBody({ items: undefined }), key: randomUUID() };
      const answers = await Promise.all(Array.from({ length: 20 }, () => service.place(customer, request)));
      expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
      expect(answers[0]!.status).toBe(201);
    }
  });

  it('refuses an order from an empty cart', async () => {
    const answer = await service.place(newCustomer(), { body: orderBody({ items: undefined }) });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'cart-empty' });
  });

  it.each([
    ['a missing field', { paymentMethodId: undefined }, '#/paymentMethodId'],
    ['an unknown field', { totalMinor: 1 }, '#/totalMinor'],
    ['no items', { items: [] }, '#/items'],
    ['a quantity of zero', { items: [{ productId: randomUUID(), quantity: 0 }] }, '#/items/0/quantity'],
    ['a quantity as text', { items: [{ productId: randomUUID(), quantity: '1' }] }, '#/items/0/quantity'],
    ['a fraction', { items: [{ productId: randomUUID(), quantity: 1.5 }] }, '#/items/0/quantity'],
    [
      'a price of the client’s',
      { items: [{ productId: randomUUID(), quantity: 1, unitPriceMinor: 1 }] },
      '#/items/0/unitPriceMinor',
    ],
    ['an id that is none', { items: [{ productId: 'x', quantity: 1 }] }, '#/items/0/productId'],
  ])('names the field when the body has %s', async (_case, overrides, pointer) => {
    const answer = await service.place(newCustomer(), { body: orderBody(overrides) });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('names the product that is listed twice', async () => {
    const productId = randomUUID();
    const items = [
      { productId, quantity: 1 },
      { productId: productId.toUpperCase(), quantity: 1 },
    ];
    const answer = await service.place(newCustomer(), { body: orderBody({ items }) });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe('#/items/1/productId');
  });

  it('requires an Idempotency-Key and a token', async () => {
    const { token } = newCustomer();
    const withoutKey = await service.send('POST', '/orders', { token, body: orderBody() });
    expect(withoutKey.status).toBe(400);
    expect(withoutKey.body.errors[0].pointer).toBe('Idempotency-Key');
    const withoutToken = await service.send('POST', '/orders', { body: orderBody() });
    expect(withoutToken.status).toBe(401);
  });

  it('refuses text that PostgreSQL cannot store', async () => {
    const body = orderBody({ shippingAddress: { ...orderBody().shippingAddress, city: 'To\u0000wn' } });
    const answer = await service.place(newCustomer(), { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe('#/shippingAddress/city');
  });
});
