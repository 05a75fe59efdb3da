import { randomUUID } from 'node:crypto';
import { Cart } from '../src/domain/cart';
import { expireCarts } from '../src/use-cases/expire-carts';
import { newCustomer, orderBody, startOrderService, type OrderService } from './harness';

const DAY_MS = 86_400_000;

let service: OrderService;
beforeEach(async () => void (service = await startOrderService()));
afterEach(() => service.close());

const guest = (cartToken: string | undefined) => ({
  headers: cartToken === undefined ? {} : { 'cart-token': cartToken },
});

const add = (productId: string, quantity: number, cartToken?: string) =>
  service.send('POST', '/cart/items', { ...guest(cartToken), body: { productId, quantity } });

const read = (cartToken: string) => service.send('GET', '/cart', guest(cartToken));

const newGuest = async (productId: string, quantity: number) =>
  String((await add(productId, quantity)).headers['cart-token']);

const merge = (token: string | undefined, cartToken: string) =>
  service.send('POST', '/cart/merge', { token, body: { cartToken } });

const countCarts = () => service.orm.em.fork().count(Cart);

describe('the cart of a guest', () => {
  it('begins with the first thing that is put in, and its token is all that opens it', async () => {
    const productId = randomUUID();
    expect((await service.send('GET', '/cart')).headers['cart-token']).toBeUndefined();
    expect(await countCarts()).toBe(0);
    const first = await add(productId, 1);
    const token = String(first.headers['cart-token']);
    expect(token).toMatch(/^[\w-]{43}$/);
    const second = await add(productId, 2, token);
    expect(second.headers['cart-token']).toBeUndefined();
    expect((await read(token)).body.items).toMatchObject([{ productId, quantity: 3 }]);
    const path = `/cart/items/${productId}`;
    const set = await service.send('PUT', path, { ...guest(token), body: { quantity: 1 } });
    expect(set.body.items).toMatchObject([{ quantity: 1 }]);
    expect((await service.send('DELETE', path, guest(token))).status).toBe(204);
    expect((await read(token)).body.items).toEqual([]);
    expect((await service.send('DELETE', '/cart', guest(token))).status).toBe(204);
    const [cart] = await service.orm.em.fork().find(Cart, {});
    expect(JSON.stringify(cart)).not.toContain(token);
  });

  it('is not found by a token that nobody was given, whatever is asked', async () => {
    const token = 'x'.repeat(43);
    const item = { productId: randomUUID(), quantity: 1 };
    for (const [method, path, body] of [
      ['GET', '/cart'],
      ['DELETE', '/cart'],
      ['POST', '/cart/items', item],
      ['PUT', `/cart/items/${item.productId}`, { quantity: 1 }],
      ['DELETE', `/cart/items/${item.productId}`],
      ['PUT', '/cart/coupon', { code: 'ABC' }],
      ['DELETE', '/cart/coupon'],
      ['POST', '/cart/acknowledge', { changes: [{ variantId: item.productId, kind: 'unavailable', to: 0 }] }],
    ] as const) {
      const answer = await service.send(method, path, { ...guest(token), ...(body ? { body } : {}) });
      expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(answer.body).toMatchObject({ code: 'cart-not-found' });
    }
    const malformed = await read('short');
    expect(malformed.body).toMatchObject({ status: 400, errors: [{ in: 'header', pointer: 'cart-token' }] });
  });

  it('counts less than an access token', async () => {
    const token = await newGuest(randomUUID(), 1);
    const answer = await service.send('GET', '/cart', { ...guest(token), token: newCustomer().token });
    expect(answer.body.items).toEqual([]);
  });

  it('is there for thirty days after its last use, and then is deleted', async () => {
    const productId = randomUUID();
    const token = await newGuest(productId, 1);
    service.advance(29 * DAY_MS);
    expect((await read(token)).status).toBe(200);
    service.advance(29 * DAY_MS);
    expect((await read(token)).status).toBe(200);
    const customer = newCustomer();
    await service.send('POST', '/cart/items', { token: customer.token, body: { productId, quantity: 1 } });
    service.advance(30 * DAY_MS + 1_000);
    expect((await read(token)).status).toBe(404);
    expect((await add(productId, 1, token)).status).toBe(404);
    const now = new Date(Date.now() + 89 * DAY_MS);
    expect(await expireCarts(service.orm.em, now)).toBe(1);
    expect(await expireCarts(service.orm.em, now)).toBe(0);
    expect(await countCarts()).toBe(1);
  });
});

describe('merging carts at sign-in', () => {
  it('adds what the guest had, up to what a line holds, and the guest’s cart is gone', async () => {
    const customer = newCustomer();
    const [both, theirs] = [randomUUID(), randomUUID()];
    const body = { productId: both, quantity: 60 };
    await service.send('POST', '/cart/items', { token: customer.token, body });
    const cartToken = await newGuest(both, 60);
    await add(theirs, 2, cartToken);
    const merged = await merge(customer.token, cartToken);
    expect(merged.status).toBe(200);
    expect(merged.body.items).toMatchObject([
      { productId: both, quantity: 99 },
      { productId: theirs, quantity: 2 },
    ]);
    expect((await read(cartToken)).status).toBe(404);
    expect((await merge(customer.token, cartToken)).text).toBe(merged.text);
    expect(await countCarts()).toBe(1);
  });

  it('adds once, however many requests come at once, and to one of two customers only', async () => {
    const productId = randomUUID();
    const cartToken = await newGuest(productId, 3);
    const customers = [newCustomer(), newCustomer()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => merge(customers[index % 2]!.token, cartToken)),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const carts = await Promise.all(customers.map(({ token }) => service.send('GET', '/cart', { token })));
    const quantities = carts.flatMap(({ body }) =>
      body.items.map(({ quantity }: { quantity: number }) => quantity),
    );
    expect(quantities).toEqual([3]);
  });

  it('loses nothing of several guests’ carts that are merged into one at once', async () => {
    const customer = newCustomer();
    const productId = randomUUID();
    const tokens: string[] = [];
    for (let i = 0; i < 8; i += 1) tokens.push(await newGuest(productId, 2));
    await Promise.all(tokens.map((cartToken) => merge(customer.token, cartToken)));
    const { body } = await service.send('GET', '/cart', { token: customer.token });
    expect(body.items).toMatchObject([{ quantity: 16 }]);
    expect(await countCarts()).toBe(1);
  });

  it('adds nothing by a token of no cart, and is for the signed-in', async () => {
    const token = 'y'.repeat(43);
    expect((await merge(newCustomer().token, token)).body.items).toEqual([]);
    expect((await merge(undefined, token)).status).toBe(401);
  });

  it('leaves a cart that can be ordered', async () => {
    const customer = newCustomer();
    const productId = randomUUID();
    await merge(customer.token, await newGuest(productId, 2));
    const order = await service.place(customer, { body: orderBody({ items: undefined }) });
    expect(order.body).toMatchObject({ items: [{ productId, variantId: productId, quantity: 2 }] });
  });
});
