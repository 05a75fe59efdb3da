import { randomUUID } from 'node:crypto';
import { orderConfirmedV1 } from '@sidecart/contracts';
import { confirmed, rows, staff, startProductService, type ProductService } from './harness';
import { heldOrders, sold, untouched } from './held-orders';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const { hold, confirm, cancel, expire } = heldOrders(() => service);

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
      'select on_hand_delta, reserved_delta, kind from stock_movements where reservation_id = ? order by id',
      [one.orderId],
    );
    expect(movements).toEqual([
      { on_hand_delta: 0, reserved_delta: 3, kind: 'reservation' },
      { on_hand_delta: -3, reserved_delta: -3, kind: 'commit' },
    ]);
  });

  it('changes nothing for an order without a reservation', async () => {
    expect(await confirm({ orderId: randomUUID() })).toBe('SUCCESS');
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
      "select on_hand_delta, kind from stock_movements where reservation_id = ? and kind <> 'reservation' order by id",
      [one.orderId],
    );
    expect(movements).toEqual([
      { on_hand_delta: -3, kind: 'commit' },
      { on_hand_delta: 3, kind: 'return' },
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
    await cancel({ orderId });
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
