import { randomUUID } from 'node:crypto';
import { orderCancelledV1, orderConfirmedV1 } from '@sidecart/contracts';
import { cancelled, confirmed, rows, staff, startProductService, type ProductService } from './harness';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

interface Held {
  readonly orderId: string;
  readonly productId: string;
}

/** An order that holds three of ten pieces. */
async function hold(): Promise<Held> {
  const { id: productId } = await service.addProduct();
  const orderId = randomUUID();
  expect((await service.hold(orderId, [{ productId, quantity: 3 }])).status).toBe(200);
  return { orderId, productId };
}

const untouched = { onHand: 10, reserved: 0, available: 10 };
const sold = { onHand: 7, reserved: 0, available: 7 };
const held = { onHand: 10, reserved: 3, available: 7 };

const confirm = ({ orderId }: Held, eventId?: string) =>
  service.deliver(orderConfirmedV1, confirmed(orderId), eventId);
const cancel = ({ orderId }: Held, eventId?: string) =>
  service.deliver(orderCancelledV1, cancelled(orderId), eventId);

/** The end of a hold whose order nobody placed. */
async function expire({ orderId }: Held): Promise<void> {
  service.ordersAre('unknown');
  await service.expire(orderId);
  await service.sweep();
}

const buyOut = async (productId: string) => {
  const { available } = await service.stockOf(productId);
  expect((await service.hold(randomUUID(), [{ productId, quantity: available }])).status).toBe(200);
};

const restock = (productId: string, delta: number) =>
  service.send('POST', `/products/${productId}/inventory/adjustments`, {
    token: staff,
    headers: { 'idempotency-key': randomUUID() },
    body: { delta, reason: 'delivery' },
  });

describe('order.confirmed.v1', () => {
  it('takes out what is held, once, however often the news comes', async () => {
    const one = await hold();
    const eventId = randomUUID();
    for (const id of [eventId, eventId, randomUUID()]) expect(await confirm(one, id)).toBe('SUCCESS');
    expect(await service.stateOf(one.orderId)).toBe('committed');
    expect(await service.stockOf(one.productId)).toEqual(sold);
    const movements = await rows(
      service,
      'select delta, kind from stock_movements where reservation_id = ?',
      [one.orderId],
    );
    expect(movements).toEqual([{ delta: -3, kind: 'commit' }]);
  });

  it('changes nothing for an order without a reservation', async () => {
    expect(await confirm({ orderId: randomUUID(), productId: '' })).toBe('SUCCESS');
  });

  it('is dropped when it does not fit its contract', async () => {
    const data = { ...confirmed(randomUUID()), lines: [] };
    expect(await service.deliver(orderConfirmedV1, data)).toBe('DROP');
  });

  it('takes the stock again when the hold had been given up', async () => {
    const one = await hold();
    await expire(one);
    expect(await service.stockOf(one.productId)).toEqual(untouched);
    expect(await confirm(one)).toBe('SUCCESS');
    expect(await service.stateOf(one.orderId)).toBe('committed');
    expect(await service.stockOf(one.productId)).toEqual(sold);
  });

  it('is not forgotten when the stock is gone: the order gets it as soon as there is some', async () => {
    const one = await hold();
    await expire(one);
    await buyOut(one.productId);
    expect(await confirm(one)).toBe('SUCCESS');
    expect(await service.stateOf(one.orderId)).toBe('owed');
    service.ordersAre('confirmed');
    await service.expire(one.orderId);
    await service.sweep();
    expect(await service.stateOf(one.orderId)).toBe('owed');
    await restock(one.productId, 5);
    await service.expire(one.orderId);
    await service.sweep();
    expect(await service.stateOf(one.orderId)).toBe('committed');
    expect(await service.stockOf(one.productId)).toEqual({ onHand: 12, reserved: 10, available: 2 });
  });
});

describe('order.cancelled.v1', () => {
  it('sets free what is held, once', async () => {
    const one = await hold();
    const eventId = randomUUID();
    for (const id of [eventId, eventId, randomUUID()]) expect(await cancel(one, id)).toBe('SUCCESS');
    expect(await service.stateOf(one.orderId)).toBe('released');
    expect(await service.stockOf(one.productId)).toEqual(untouched);
  });

  it('puts back what was taken out, with an entry in the ledger', async () => {
    const one = await hold();
    await confirm(one);
    for (const id of [randomUUID(), randomUUID()]) expect(await cancel(one, id)).toBe('SUCCESS');
    expect(await service.stockOf(one.productId)).toEqual(untouched);
    const movements = await rows(
      service,
      'select delta, kind from stock_movements where reservation_id = ? order by id',
      [one.orderId],
    );
    expect(movements).toEqual([
      { delta: -3, kind: 'commit' },
      { delta: 3, kind: 'return' },
    ]);
  });

  it('wins over a confirmation that arrives later', async () => {
    const one = await hold();
    await cancel(one);
    expect(await confirm(one)).toBe('SUCCESS');
    expect(await service.stateOf(one.orderId)).toBe('released');
    expect(await service.stockOf(one.productId)).toEqual(untouched);
  });

  it('ends what is owed', async () => {
    const one = await hold();
    await expire(one);
    await buyOut(one.productId);
    await confirm(one);
    await cancel(one);
    expect(await service.stateOf(one.orderId)).toBe('released');
  });

  it('tells when something can be had again', async () => {
    const { id } = await service.addProduct({ stock: 1 });
    const orderId = randomUUID();
    await service.hold(orderId, [{ productId: id, quantity: 1 }]);
    const before = await service.countChanges(id, 'availability');
    await cancel({ orderId, productId: id });
    expect(await service.countChanges(id, 'availability')).toBe(before + 1);
  });

  it('closes the reservation: the same order holds nothing again', async () => {
    const one = await hold();
    await cancel(one);
    const again = await service.hold(one.orderId, [{ productId: one.productId, quantity: 3 }]);
    expect(again.status).toBe(409);
    expect(again.body.code).toBe('reservation-closed');
  });
});

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
