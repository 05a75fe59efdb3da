import { randomUUID } from 'node:crypto';
import { orderReturnedV1, type EventData } from '@sidecart/contracts';
import { rows, startProductService, type ProductService } from './harness';
import { heldOrders, sold, type Held } from './held-orders';

let service: ProductService;
beforeAll(async () => void (service = await startProductService()));
afterAll(() => service.close());
afterEach(() => service.expectLawsToHold());

const { hold, confirm, cancel } = heldOrders(() => service);

type Returned = EventData<typeof orderReturnedV1>;

/** What came back of an order of three pieces. */
const returned = (
  { orderId, productId }: Held,
  quantity: number,
  overrides: Partial<Returned> = {},
): Returned => ({
  ...{ returnId: randomUUID(), orderId, orderNumber: 'SC-1', customerId: randomUUID() },
  lines: [{ productId, variantId: productId, quantity }],
  ...{ restock: true, refund: { amountMinor: 1_250, currency: 'EUR' }, returnedAt: new Date().toISOString() },
  ...overrides,
});
const deliver = (event: Returned, eventId?: string) => service.deliver(orderReturnedV1, event, eventId);
const delivered = async (): Promise<Held> => {
  const one = await hold();
  await confirm(one);
  return one;
};

describe('order.returned.v1', () => {
  it('puts the goods on the shelf once, however often the news comes', async () => {
    const one = await delivered();
    const event = returned(one, 2);
    const eventId = randomUUID();
    for (const id of [eventId, eventId, randomUUID()]) expect(await deliver(event, id)).toBe('SUCCESS');
    expect(await service.stockOf(one.productId)).toEqual({ onHand: 9, reserved: 0, available: 9 });
    expect(
      await rows(
        service,
        'select kind, on_hand_delta, reservation_id from stock_movements where return_id = ?',
        [event.returnId],
      ),
    ).toEqual([{ kind: 'return', on_hand_delta: 2, reservation_id: one.orderId }]);
  });

  it('counts once when it is delivered ten times at once under new ids', async () => {
    const one = await delivered();
    const event = returned(one, 1);
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => deliver(event)));
    expect(new Set(verdicts)).toEqual(new Set(['SUCCESS']));
    expect(await service.stockOf(one.productId)).toMatchObject({ onHand: 8 });
  });

  it('adds up over several returns of one order, up to what was sold', async () => {
    const one = await delivered();
    expect(await deliver(returned(one, 1))).toBe('SUCCESS');
    expect(await deliver(returned(one, 2))).toBe('SUCCESS');
    expect(await deliver(returned(one, 1))).toBe('DROP');
    expect(await service.stockOf(one.productId)).toMatchObject({ onHand: 10 });
  });

  it('leaves broken goods out', async () => {
    const one = await delivered();
    expect(await deliver(returned(one, 1, { restock: false }))).toBe('SUCCESS');
    expect(await service.stockOf(one.productId)).toEqual(sold);
  });

  it('may come before the news that the order was paid', async () => {
    const one = await hold();
    expect(await deliver(returned(one, 1))).toBe('SUCCESS');
    expect(await confirm(one)).toBe('SUCCESS');
    expect(await service.stockOf(one.productId)).toEqual({ onHand: 8, reserved: 0, available: 8 });
  });

  it('is dropped for an order that never took anything out', async () => {
    const one = await hold();
    await cancel(one);
    expect(await deliver(returned(one, 1))).toBe('DROP');
    expect(await deliver(returned({ ...one, orderId: randomUUID() }, 1))).toBe('DROP');
    const other = await delivered();
    expect(await deliver(returned({ ...other, productId: one.productId }, 1))).toBe('DROP');
    expect(await service.stockOf(other.productId)).toEqual(sold);
  });
});
