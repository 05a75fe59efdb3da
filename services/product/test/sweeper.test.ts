import { staff, startProductService, type ProductService } from './harness';
import { held, heldOrders, sold, untouched } from './held-orders';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const { hold, expire } = heldOrders(() => service);

describe('the sweeper', () => {
  it.each([
    ['unknown', 'expired', untouched],
    ['cancelled', 'released', untouched],
    ['confirmed', 'committed', sold],
    ['shipped', 'committed', sold],
    ['delivered', 'committed', sold],
    ['pending', 'held', held],
    ['never-heard-of', 'held', held],
  ])('finds an order %s and makes its hold %s', async (status, state, stock) => {
    const one = await hold();
    service.ordersAre(status);
    await service.expire(one.orderId);
    expect(await service.sweep()).toBe(1);
    expect(await service.stateOf(one.orderId)).toBe(state);
    expect(await service.stockOf(one.productId)).toEqual(stock);
  });

  it('leaves a hold alone until its time has come', async () => {
    const one = await hold();
    service.ordersAre('unknown');
    expect(await service.sweep()).toBe(0);
    expect(await service.stateOf(one.orderId)).toBe('held');
  });

  it('lets go of nothing while the order service cannot be asked, and looks again later', async () => {
    const one = await hold();
    await service.expire(one.orderId);
    service.sidecar.respondAs('order', () => ({ status: 503, body: undefined }));
    await expect(service.sweep()).rejects.toThrow('order service');
    expect(await service.stateOf(one.orderId)).toBe('held');
    expect(await service.sweep()).toBe(0);
    await expire(one);
    expect(await service.stateOf(one.orderId)).toBe('expired');
  });

  it('lets go of nothing that the order service did not answer for', async () => {
    const one = await hold();
    await service.expire(one.orderId);
    service.sidecar.respondAs('order', () => ({ status: 200, body: { statuses: [] } }));
    await service.sweep();
    expect(await service.stateOf(one.orderId)).toBe('held');
  });

  it('does not act upon an answer that was overtaken by the order being placed', async () => {
    const one = await hold();
    await service.expire(one.orderId);
    service.sidecar.respondAs('order', async ({ body }) => {
      const again = await service.hold(one.orderId, [{ productId: one.productId, quantity: 3 }]);
      expect(again.status).toBe(200);
      const { orderIds } = body as { orderIds: string[] };
      return { status: 200, body: { statuses: orderIds.map((orderId) => ({ orderId, status: 'unknown' })) } };
    });
    await service.sweep();
    expect(await service.stateOf(one.orderId)).toBe('held');
    expect(await service.sweep()).toBe(0);
  });

  it('asks about each hold once when several replicas sweep at the same time', async () => {
    const holds = await Promise.all(Array.from({ length: 6 }, hold));
    for (const { orderId } of holds) await service.expire(orderId);
    service.ordersAre('cancelled');
    const swept = await Promise.all([service.sweep(), service.sweep(), service.sweep()]);
    expect(swept.reduce((sum, count) => sum + count, 0)).toBe(6);
  });

  it('is not held up by a hold that somebody else is working on', async () => {
    const [busy, idle] = [await hold(), await hold()];
    for (const { orderId } of [busy, idle]) await service.expire(orderId);
    service.ordersAre('cancelled');
    await service.orm.em.fork().transactional(async (em) => {
      await em.execute('select 1 from reservations where id = ? for update', [busy.orderId]);
      expect(await service.sweep()).toBe(1);
    });
    expect(await service.stateOf(idle.orderId)).toBe('released');
    expect(await service.stateOf(busy.orderId)).toBe('held');
    expect(await service.sweep()).toBe(1);
  });

  it('lets an expired order hold stock anew, at the prices of now', async () => {
    const one = await hold();
    await expire(one);
    const { body } = await service.send('GET', `/products/${one.productId}`, { token: staff });
    await service.send('PATCH', `/products/${one.productId}`, {
      token: staff,
      headers: { 'if-match': `"${body.version}"` },
      body: { priceMinor: 9_900 },
    });
    const again = await service.hold(one.orderId, [{ productId: one.productId, quantity: 4 }]);
    expect(again.body.lines).toMatchObject([{ quantity: 4, unitPriceMinor: 9_900 }]);
    expect(await service.stockOf(one.productId)).toEqual({ onHand: 10, reserved: 4, available: 6 });
  });
});
