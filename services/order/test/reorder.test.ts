import { randomUUID } from 'node:crypto';
import { MAX_CART_LINES } from '../src/domain/cart';
import { newCustomer, startOrderService, type OrderService } from './harness';
import { livesOf, staff, type Placed } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeAll(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterAll(() => service.close());

const reorder = ({ orderId, customer }: Placed) => life.post(`/orders/${orderId}/reorder`, customer.token);

const add = ({ customer }: Placed, productId: string, quantity: number) =>
  life.post('/cart/items', customer.token, { productId, quantity });

const linesOf = (items: { variantId: string; quantity: number }[]) =>
  Object.fromEntries(items.map((item) => [item.variantId, item.quantity]));

describe('POST /orders/{orderId}/reorder', () => {
  it('fills the cart with what was ordered, at the prices of today, and adds nothing when repeated', async () => {
    const order = await life.placed([2, 3]);
    service.catalogue.prices.set(order.variantIds[0]!, 1_500);
    for (let count = 0; count < 2; count += 1) {
      const { status, body } = await reorder(order);
      expect(status).toBe(200);
      expect(linesOf(body.cart.items)).toEqual({ [order.variantIds[0]!]: 2, [order.variantIds[1]!]: 3 });
      expect(body.cart.totals).toEqual([{ amountMinor: 2 * 1_500 + 3 * 1_250, currency: 'EUR' }]);
      expect(body.missing).toEqual([]);
    }
  });

  it('keeps what is in the cart, and more of it where there is more', async () => {
    const order = await life.placed([2, 3]);
    const other = randomUUID();
    await add(order, other, 1);
    await add(order, order.variantIds[0]!, 5);
    await add(order, order.variantIds[1]!, 1);
    const { body } = await reorder(order);
    expect(linesOf(body.cart.items)).toEqual({
      [other]: 1,
      [order.variantIds[0]!]: 5,
      [order.variantIds[1]!]: 3,
    });
  });

  it('reports what does not exist, is not sold, or is short', async () => {
    const order = await life.placed([1, 2, 3, 4]);
    const [gone, unsold, short, empty] = order.variantIds as [string, string, string, string];
    service.catalogue.gone.add(gone);
    service.catalogue.withdrawn.add(unsold);
    service.catalogue.stocks.set(short, 2).set(empty, 0);
    const { body } = await reorder(order);
    expect(linesOf(body.cart.items)).toEqual({ [short]: 2 });
    expect(body.missing).toMatchObject([
      { variantId: gone, wanted: 1, quantity: 0, reason: 'gone' },
      { variantId: unsold, wanted: 2, quantity: 0, reason: 'not-sold' },
      { variantId: short, wanted: 3, quantity: 2, reason: 'out-of-stock' },
      { variantId: empty, wanted: 4, quantity: 0, reason: 'out-of-stock' },
    ]);
  });

  it('reports what the cart has no room for', async () => {
    const order = await life.placed([1, 1]);
    for (let count = 1; count < MAX_CART_LINES; count += 1) await add(order, randomUUID(), 1);
    const { body } = await reorder(order);
    expect(body.cart.items).toHaveLength(MAX_CART_LINES);
    expect(body.missing).toMatchObject([{ variantId: order.variantIds[1], reason: 'cart-full' }]);
  });

  it('is for one’s own orders, and needs the catalogue', async () => {
    const order = await life.placed();
    expect((await reorder({ ...order, customer: newCustomer() })).status).toBe(404);
    expect((await reorder({ ...order, customer: { id: '', token: staff } })).status).toBe(404);
    service.catalogue.down = true;
    const answer = await reorder(order);
    service.catalogue.down = false;
    expect(answer.status).toBe(503);
  });
});
