import { randomUUID } from 'node:crypto';
import { paymentCompletedV1, paymentFailedV1, paymentRefundedV1 } from '@sidecart/contracts';
import { tokenFor } from '@sidecart/testing';
import { FIRST_CHECK_AFTER_MS, PAYMENT_DEADLINE_MS } from '../src/domain/order';
import { newCustomer, startOrderService, type Customer, type OrderService } from './harness';

let service: OrderService;
beforeEach(async () => void (service = await startOrderService()));
afterEach(() => service.close());

interface Placed {
  readonly customer: Customer;
  readonly orderId: string;
}

async function placed(): Promise<Placed> {
  const customer = newCustomer();
  const answer = await service.place(customer);
  return { customer, orderId: answer.body.id };
}

const read = async ({ customer, orderId }: Placed) =>
  (await service.send('GET', `/orders/${orderId}`, { token: customer.token })).body;

const historyOf = async ({ customer, orderId }: Placed): Promise<string[]> => {
  const { body } = await service.send('GET', `/orders/${orderId}/history`, { token: customer.token });
  return body.items.map((entry: { to: string }) => entry.to);
};

const cancel = ({ customer, orderId }: Placed) =>
  service.send('POST', `/orders/${orderId}/cancel`, { token: customer.token });

const about = ({ customer, orderId }: Placed) => ({
  paymentId: randomUUID(),
  orderId,
  customerId: customer.id,
});
const at = new Date().toISOString();
const amount = { amountMinor: 2_500, currency: 'EUR' };
const completed = (order: Placed) => ({ ...about(order), amount, completedAt: at });
const failed = (order: Placed) => ({ ...about(order), reason: 'card-declined', failedAt: at });
const refunded = (order: Placed, minor = 2_500) => ({
  ...about(order),
  refundId: randomUUID(),
  amount: { ...amount, amountMinor: minor },
  refundedTotal: { ...amount, amountMinor: minor },
  refundedAt: at,
});

const published = (type: string) => service.sidecar.published.filter((event) => event.type === type).length;

describe('the order saga', () => {
  it('confirms a paid order and tells it once, however often the news comes', async () => {
    const order = await placed();
    const eventId = randomUUID();
    for (const id of [eventId, eventId, randomUUID()]) {
      expect(await service.deliver(paymentCompletedV1, completed(order), id)).toBe('SUCCESS');
    }
    expect(await service.publishedEvent('order.confirmed.v1', order.orderId)).toMatchObject({
      total: amount,
      lines: [{ quantity: 2, unitPriceMinor: 1_250 }],
    });
    expect(await read(order)).toMatchObject({ status: 'confirmed', paymentState: 'paid' });
    expect(await historyOf(order)).toEqual(['pending', 'confirmed']);
    expect(published('order.confirmed.v1')).toBe(1);
  });

  it('cancels an order whose payment failed', async () => {
    const order = await placed();
    expect(await service.deliver(paymentFailedV1, failed(order))).toBe('SUCCESS');
    expect(await service.publishedEvent('order.cancelled.v1', order.orderId)).toMatchObject({
      reason: 'payment-failed',
    });
    expect(await read(order)).toMatchObject({ status: 'cancelled', paymentState: 'failed' });
  });

  it('retries news of an order that it does not know yet', async () => {
    const unknown = { customer: newCustomer(), orderId: randomUUID() };
    expect(await service.deliver(paymentCompletedV1, completed(unknown))).toBe('RETRY');
  });

  it('drops an event that does not fit its contract', async () => {
    const order = await placed();
    const data = { ...completed(order), amount: { amountMinor: '1', currency: 'EUR' } };
    expect(await service.deliver(paymentCompletedV1, data as never)).toBe('DROP');
  });

  it('keeps a cancelled order cancelled when its payment comes late, and ends refunded', async () => {
    const order = await placed();
    expect((await cancel(order)).body).toMatchObject({
      status: 'cancelled',
      cancellationReason: 'customer-request',
    });
    expect(await service.deliver(paymentCompletedV1, completed(order))).toBe('SUCCESS');
    expect(await read(order)).toMatchObject({ status: 'cancelled', paymentState: 'paid' });
    expect(await service.deliver(paymentRefundedV1, refunded(order))).toBe('SUCCESS');
    expect(await read(order)).toMatchObject({
      status: 'cancelled',
      paymentState: 'refunded',
      refundedMinor: 2_500,
    });
    expect(published('order.confirmed.v1')).toBe(0);
  });

  it('understands a refund that is heard of before the payment it follows', async () => {
    const order = await placed();
    await cancel(order);
    expect(await service.deliver(paymentRefundedV1, refunded(order))).toBe('SUCCESS');
    expect(await service.deliver(paymentCompletedV1, completed(order))).toBe('SUCCESS');
    expect(await read(order)).toMatchObject({ status: 'cancelled', paymentState: 'refunded' });
  });

  it('keeps a confirmed order confirmed after a partial refund', async () => {
    const order = await placed();
    await service.deliver(paymentCompletedV1, completed(order));
    await service.deliver(paymentRefundedV1, refunded(order, 1_000));
    expect(await read(order)).toMatchObject({
      status: 'confirmed',
      paymentState: 'paid',
      refundedMinor: 1_000,
    });
  });

  it('asks again when no news of the payment comes, and cancels at the deadline', async () => {
    const order = await placed();
    await service.publishedEvent('order.created.v1', order.orderId);
    expect(await service.checkOverdue()).toBe(0);
    service.advance(FIRST_CHECK_AFTER_MS + 1_000);
    expect(await service.checkOverdue()).toBe(1);
    expect(await service.checkOverdue()).toBe(0);
    service.advance(PAYMENT_DEADLINE_MS);
    expect(await service.checkOverdue()).toBe(1);
    expect(await service.publishedEvent('order.cancelled.v1', order.orderId)).toMatchObject({
      reason: 'payment-timeout',
    });
    expect(published('order.created.v1')).toBe(2);
    expect(await read(order)).toMatchObject({ status: 'cancelled' });
  });

  it('asks again for the refund of a cancelled order until it is there, then never more', async () => {
    const order = await placed();
    await service.deliver(paymentCompletedV1, completed(order));
    await cancel(order);
    service.advance(FIRST_CHECK_AFTER_MS + 1_000);
    expect(await service.checkOverdue()).toBe(1);
    await service.deliver(paymentRefundedV1, refunded(order));
    service.advance(24 * 3_600_000);
    expect(await service.checkOverdue()).toBe(0);
  });

  it('cancels once of many concurrent requests', async () => {
    const order = await placed();
    const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(order)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await historyOf(order)).toEqual(['pending', 'cancelled']);
    await service.publishedEvent('order.cancelled.v1', order.orderId);
    expect(published('order.cancelled.v1')).toBe(1);
  });
});

describe('fulfilment', () => {
  const staff = tokenFor('staff');

  it('ships and delivers a confirmed order, and refuses to cancel it then', async () => {
    const order = await placed();
    await service.deliver(paymentCompletedV1, completed(order));
    const shipment = { carrier: 'Post', trackingNumber: 'T-1' };
    const shipped = await service.send('POST', `/orders/${order.orderId}/ship`, {
      token: staff,
      body: shipment,
    });
    expect(shipped.body).toMatchObject({ status: 'shipped', ...shipment });
    expect((await cancel(order)).status).toBe(409);
    const delivered = await service.send('POST', `/orders/${order.orderId}/deliver`, { token: staff });
    expect(delivered.body).toMatchObject({ status: 'delivered' });
    expect(await historyOf(order)).toEqual(['pending', 'confirmed', 'shipped', 'delivered']);
    await service.publishedEvent('order.shipped.v1', order.orderId);
    await service.publishedEvent('order.delivered.v1', order.orderId);
  });

  it('refuses to ship what is not paid, and what customers try to ship', async () => {
    const order = await placed();
    const path = `/orders/${order.orderId}/ship`;
    expect((await service.send('POST', path, { token: staff, body: {} })).status).toBe(409);
    expect((await service.send('POST', path, { token: order.customer.token, body: {} })).status).toBe(403);
  });
});
