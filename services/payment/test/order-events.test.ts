import { randomUUID } from 'node:crypto';
import { eventually, tokenFor } from '@sidecart/testing';
import { newCustomer, startPayment, type PaymentService } from './harness';

let service: PaymentService;

beforeAll(async () => (service = await startPayment()));
afterAll(() => service.close());

const placeOrder = async (token = 'tok_visa', amountMinor?: number) => {
  const customer = newCustomer();
  return service.orderOf(customer, await service.attach(customer, token), amountMinor);
};

describe('order.created.v1', () => {
  it('charges the order and tells that it is paid', async () => {
    const order = await placeOrder();
    expect(await service.deliverCreated(order)).toBe('SUCCESS');
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', chargedMinor: 4_999 });
    const [completed] = await service.published('payment.completed.v1', order.orderId);
    expect(completed).toMatchObject({ customerId: order.customerId, amount: order.total });
    const payment = await service.readPayment(order.orderId);
    expect(payment.id).toBe(completed?.['paymentId']);
    expect(statusesOf(payment)).toEqual(['pending', 'authorized', 'completed']);
    expect(payment.transactions).toMatchObject([
      { kind: 'authorize', outcome: 'succeeded', amountMinor: 4_999 },
      { kind: 'capture', outcome: 'succeeded', amountMinor: 4_999 },
    ]);
  });

  it('charges once however often it is delivered, under whatever event id', async () => {
    const order = await placeOrder();
    const eventId = randomUUID();
    const verdicts = await Promise.all([
      service.deliverCreated(order, eventId),
      service.deliverCreated(order, eventId),
      service.deliverCreated(order),
      service.deliverCreated(order),
    ]);
    expect(new Set(verdicts)).toEqual(new Set(['SUCCESS']));
    expect(await service.settled(order.orderId)).toMatchObject({ charges: 1, chargedMinor: 4_999 });
  });

  it('tells the outcome again when it is asked again under a new event id', async () => {
    const order = await placeOrder();
    await service.deliverCreated(order);
    await service.settled(order.orderId);
    const first = await service.published('payment.completed.v1', order.orderId);
    await service.deliverCreated(order);
    const again = await waitForMore('payment.completed.v1', order.orderId, first.length);
    expect(again.at(-1)).toEqual(first[0]);
    expect(await service.settled(order.orderId)).toMatchObject({ charges: 1 });
  });

  it.each([
    ['tok_declined', 'card-declined'],
    ['tok_insufficient_funds', 'insufficient-funds'],
    ['tok_expired_card', 'expired-card'],
  ])('tells that %s failed with %s', async (token, reason) => {
    const order = await placeOrder(token);
    await service.deliverCreated(order);
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: reason,
      charges: 0,
    });
    expect(await service.published('payment.failed.v1', order.orderId)).toMatchObject([{ reason }]);
  });

  it.each(['tok_flaky', 'tok_slow'])('gets an answer from %s in the end', async (token) => {
    const order = await placeOrder(token);
    await service.deliverCreated(order);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', charges: 1 });
  });

  it('completes an order that costs nothing, and can give it back', async () => {
    const order = await placeOrder('tok_visa', 0);
    await service.deliverCreated(order);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed' });
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded' });
    await service.deliverCancelled(order);
    expect((await service.readPayment(order.orderId)).refunds).toHaveLength(1);
  });

  it('fails with payment-method-not-found for a method that does not exist, is another’s or was removed', async () => {
    const customer = newCustomer();
    const removed = await service.attach(customer, 'tok_visa');
    await service.send('DELETE', `/payments/methods/${removed}`, { token: customer.token });
    const foreign = await service.attach(newCustomer(), 'tok_visa');
    for (const methodId of [randomUUID(), foreign, removed]) {
      const order = service.orderOf(customer, methodId);
      expect(await service.deliverCreated(order)).toBe('SUCCESS');
      const [failed] = await service.published('payment.failed.v1', order.orderId);
      expect(failed).toMatchObject({ reason: 'payment-method-not-found' });
    }
  });

  it('drops an event that does not fit its contract', async () => {
    const order = await placeOrder();
    const broken = { ...order, total: { amountMinor: 0.5, currency: 'EUR' } };
    expect(await service.deliverCreated(broken)).toBe('DROP');
    const { body } = await service.send('POST', '/events/order.created.v1', { body: '{"id":' });
    expect(body).toEqual({ status: 'DROP' });
  });
});

describe('order.cancelled.v1', () => {
  it('that comes before the order was heard of lets nothing be charged', async () => {
    const order = await placeOrder();
    await service.deliverCancelled(order);
    expect(await service.published('payment.failed.v1', order.orderId)).toMatchObject([
      { reason: 'order-cancelled' },
    ]);
    await service.deliverCreated(order);
    expect(await service.settled(order.orderId)).toEqual({
      status: 'failed',
      failureReason: 'order-cancelled',
      charges: 0,
      chargedMinor: 0,
      givenBackMinor: 0,
      heldMinor: 0,
    });
  });

  it('gives a completed payment back once, however often it is delivered', async () => {
    const order = await placeOrder();
    await service.deliverCreated(order);
    await service.settled(order.orderId);
    await Promise.all([1, 2, 3].map(() => service.deliverCancelled(order)));
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
    const [refunded] = await service.published('payment.refunded.v1', order.orderId);
    expect(refunded).toMatchObject({ amount: order.total, refundedTotal: order.total });
    await service.deliverCancelled(order);
    const again = await waitForMore('payment.refunded.v1', order.orderId, 1);
    expect(again.at(-1)).toEqual(refunded);
    const payment = await service.readPayment(order.orderId);
    expect(payment.refunds).toMatchObject([{ status: 'succeeded', reason: 'order-cancelled' }]);
    expect(statusesOf(payment)).toEqual(['pending', 'authorized', 'completed', 'refunded']);
  });

  it('gives back what is left after a partial refund', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    await refundAsStaff(paymentId, { amountMinor: 1_200, reason: 'scratched' });
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 5_000 });
    const { refunds } = await service.readPayment(order.orderId);
    expect(refunds).toMatchObject([{ amountMinor: 1_200 }, { amountMinor: 3_800 }]);
  });

  it('gets the refund through when the provider cannot be reached at first', async () => {
    const { order } = await service.pay('tok_flaky');
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 4_999 });
  });

  it('tries anew when asked again after the provider had refused the refund', async () => {
    const { order } = await service.pay('tok_refund_refused');
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', givenBackMinor: 0 });
    await service.deliverCancelled(order);
    await service.settled(order.orderId);
    const { refunds } = await service.readPayment(order.orderId);
    const refused = { status: 'failed', failureReason: 'refund-refused' };
    expect(refunds).toMatchObject([refused, refused]);
  });

  it('tells the failure of a payment again', async () => {
    const { order } = await service.pay('tok_declined');
    await service.published('payment.failed.v1', order.orderId);
    await service.deliverCancelled(order, 'payment-failed');
    const [first, second] = await waitForMore('payment.failed.v1', order.orderId, 1);
    expect(second).toEqual(first);
  });
});

const waitForMore = (type: string, orderId: string, count: number) =>
  eventually(async () => {
    const events = await service.published(type, orderId);
    expect(events.length).toBeGreaterThan(count);
    return events;
  });

const statusesOf = ({ history }: { history: readonly { to: string }[] }) => history.map((move) => move.to);

const refundAsStaff = (paymentId: string, body: object) =>
  service.send('POST', `/payments/${paymentId}/refunds`, {
    token: tokenFor('staff'),
    headers: { 'idempotency-key': randomUUID() },
    body,
  });
