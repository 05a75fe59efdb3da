import { paymentActionRequiredV1, paymentCompletedV1 } from '@sidecart/contracts';
import { Order, PAYMENT_DEADLINE_MS } from '../src/domain/order';
import { startOrderService, type OrderService } from './harness';
import { livesOf, payments, staff, type Placed } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeEach(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterEach(() => service.close());

const MINUTE_MS = 60_000;

const ask = async (order: Placed, minutes: number) =>
  service.deliver(
    paymentActionRequiredV1,
    payments(order).actionRequired(new Date(Date.now() + minutes * MINUTE_MS)),
  );

const holdsOf = async ({ orderId }: Placed) => {
  const { body } = await service.send('GET', `/orders/${orderId}/timeline?limit=100`, { token: staff });
  return body.items
    .filter((entry: { kind: string }) => entry.kind === 'hold')
    .map((entry: { detail: string; attempt: number }) => [entry.detail, entry.attempt]);
};

describe('an order whose bank asks its customer', () => {
  it('waits as long as the bank does, and asks product to hold its stock beyond that', async () => {
    const order = await life.placed();
    expect(await ask(order, 40)).toBe('SUCCESS');
    const { paymentDeadlineAt, paymentActionUntil } = await life.read(order);
    expect(paymentActionUntil).toBe(paymentDeadlineAt);
    expect(await service.checkOverdue()).toBe(1);
    const until = service.catalogue.extended.get(order.orderId)!;
    expect(until.getTime()).toBe(Date.parse(paymentDeadlineAt) + 5 * MINUTE_MS);
    expect(await service.checkOverdue()).toBe(0);
    service.advance(PAYMENT_DEADLINE_MS + MINUTE_MS);
    await service.checkOverdue();
    expect(await life.read(order)).toMatchObject({ status: 'pending' });
    await service.deliver(paymentCompletedV1, payments(order).completed());
    expect(await life.read(order)).toMatchObject({ status: 'confirmed' });
  });

  it('is cancelled when nothing is done about it', async () => {
    const order = await life.placed();
    await ask(order, 40);
    service.advance(41 * MINUTE_MS);
    await service.checkOverdue();
    expect(await life.read(order)).toMatchObject({
      status: 'cancelled',
      cancellationReason: 'payment-timeout',
    });
  });

  it('asks product again, ever less often, while it does not answer, and loses nothing by that', async () => {
    const order = await life.placed();
    await ask(order, 40);
    service.catalogue.down = true;
    expect(await service.checkOverdue()).toBe(1);
    expect(await service.checkOverdue()).toBe(0);
    service.advance(11_000);
    expect(await service.checkOverdue()).toBe(1);
    service.catalogue.down = false;
    service.advance(11_000);
    const waitsLonger = await service.orm.em.fork().findOneOrFail(Order, { id: order.orderId });
    expect(waitsLonger.holdExtensionDueAt!.getTime()).toBeGreaterThan(Date.now() + 22_000);
    service.advance(10_000);
    await service.checkOverdue();
    expect(service.catalogue.extended.has(order.orderId)).toBe(true);
    expect(await holdsOf(order)).toEqual([
      ['failed', 1],
      ['failed', 2],
      ['extended', 3],
    ]);
  });

  it('goes on when its hold is closed, and asks no more once it waits no longer', async () => {
    const [closed, paid] = [await life.placed(), await life.placed()];
    service.catalogue.closed = true;
    await ask(closed, 40);
    await service.checkOverdue();
    expect(await holdsOf(closed)).toEqual([['closed', 1]]);
    await ask(paid, 40);
    await service.deliver(paymentCompletedV1, payments(paid).completed());
    expect(await service.checkOverdue()).toBe(0);
    expect(service.catalogue.extended.has(paid.orderId)).toBe(false);
    expect(await life.read(closed)).toMatchObject({ status: 'pending' });
  });

  it('asks again when the bank gives even more time', async () => {
    const order = await life.placed();
    await ask(order, 20);
    await service.checkOverdue();
    await ask(order, 30);
    await ask(order, 25);
    await service.checkOverdue();
    const { paymentDeadlineAt } = await life.read(order);
    expect(service.catalogue.extended.get(order.orderId)!.getTime()).toBe(
      Date.parse(paymentDeadlineAt) + 5 * MINUTE_MS,
    );
  });
});
