import { randomUUID } from 'node:crypto';
import { paymentRefundedV1, paymentRefundFailedV1 } from '@sidecart/contracts';
import { FIRST_CHECK_AFTER_MS } from '../src/domain/order';
import { startOrderService, type OrderService } from './harness';
import { livesOf, payments, staff, type Placed } from './life';

const DAY_MS = 24 * 3_600_000;

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeEach(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterEach(() => service.close());

const readReturn = async (returnId: string) =>
  (await service.send('GET', `/returns/${returnId}`, { token: staff })).body;

/** An order of two pieces at 12.50 each, one of which is asked to be returned. */
async function requested(): Promise<Placed & { returnId: string }> {
  const order = await life.delivered([2]);
  const { body } = await life.askReturn(order, [1]);
  return { ...order, returnId: body.id };
}

describe('the refund of a return', () => {
  it('is asked for again, under new ids, until it is there', async () => {
    const order = await requested();
    await life.accept(order.returnId);
    expect(await service.checkOverdue()).toBe(0);
    for (const delayMs of [FIRST_CHECK_AFTER_MS, 2 * FIRST_CHECK_AFTER_MS]) {
      service.advance(delayMs + 1_000);
      expect(await service.checkOverdue()).toBe(1);
      expect(await service.checkOverdue()).toBe(0);
    }
    expect(await life.countEvents(order, 'order.returned.v1')).toBe(3);
    await service.deliver(paymentRefundedV1, payments(order).refunded(1_250, 1_250, order.returnId));
    service.advance(DAY_MS);
    expect(await service.checkOverdue()).toBe(0);
  });

  it('that was refused for good is asked for no more, and needs attention', async () => {
    const order = await requested();
    await life.accept(order.returnId);
    const failed = payments(order).refundFailed(1_250, order.returnId);
    for (const id of [randomUUID(), randomUUID()])
      expect(await service.deliver(paymentRefundFailedV1, failed, id)).toBe('SUCCESS');
    expect(await readReturn(order.returnId)).toMatchObject({
      status: 'refund-failed',
      failureReason: 'refund-too-large',
    });
    service.advance(DAY_MS);
    expect(await service.checkOverdue()).toBe(0);
    expect(await life.read(order)).toMatchObject({ status: 'delivered', refundedMinor: 0 });
  });

  it('that was refused ends by staff, once they have given the money back, and needs no attention then', async () => {
    const order = await requested();
    const settle = () => life.post(`/returns/${order.returnId}/settle`, staff);
    await life.accept(order.returnId);
    expect((await settle()).body).toMatchObject({ status: 409, code: 'refund-not-failed' });
    await service.deliver(paymentRefundFailedV1, payments(order).refundFailed(1_250, order.returnId));
    const waiting = await service.send('GET', '/orders?needsAttention=true', { token: staff });
    expect(waiting.body.items).toMatchObject([{ id: order.orderId }]);
    expect((await settle()).body).toMatchObject({ status: 409, code: 'refund-not-made' });
    await service.deliver(paymentRefundedV1, payments(order).refunded(1_250));
    expect((await settle()).body).toMatchObject({ status: 'refunded' });
    const after = await service.send('GET', '/orders?needsAttention=true', { token: staff });
    expect(after.body.items).toEqual([]);
    const path = `/returns/${order.returnId}/settle`;
    expect((await life.post(path, order.customer.token)).status).toBe(403);
  });

  it('is never more than was paid, whatever the code believes', async () => {
    const order = await requested();
    const em = service.orm.em.fork();
    const fails = (sql: string) => expect(em.execute(sql, [order.orderId])).rejects.toThrow();
    await fails('update orders set return_refund_minor = total_minor + 1 where id = ?');
    await fails('update order_items set claimed_quantity = quantity + 1 where order_id = ?');
    await fails('update order_items set returned_quantity = claimed_quantity + 1 where order_id = ?');
    await fails(
      `update order_returns set status = 'accepted', amount_minor = 1, refund_minor = 2, next_check_at = now()
        where order_id = ?`,
    );
  });

  it('is none where all of it is deducted: nobody waits, and the goods are restocked all the same', async () => {
    const order = await requested();
    const deduction = { amountMinor: 1_250, reason: 'Broken.' };
    const accepted = await life.accept(order.returnId, { restock: true, deduction });
    expect(accepted.body).toMatchObject({ status: 'refunded', refundMinor: 0 });
    expect(await service.publishedEvent('order.returned.v1', order.orderId)).toMatchObject({
      restock: true,
      refund: { amountMinor: 0 },
    });
  });
});
