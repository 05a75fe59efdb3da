import { eventually, tokenFor } from '@sidecart/testing';
import { newCustomer, startPayment, type Customer, type PaymentService, type TestOrder } from './harness';

let service: PaymentService;

// The provider sends no message here: the workers ask it again soon.
beforeAll(async () => (service = await startPayment({ newsMs: 50 })));
afterAll(() => service.close());

async function placeOrder(token: string): Promise<{ customer: Customer; order: TestOrder }> {
  const customer = newCustomer();
  const order = service.orderOf(customer, await service.attach(customer, token));
  await service.deliverCreated(order);
  return { customer, order };
}

async function waitForAction() {
  const placed = await placeOrder('tok_action');
  const [required] = await service.published('payment.action-required.v1', placed.order.orderId);
  return { ...placed, required: required!, url: urlOf(placed.order) };
}

const urlOf = ({ orderId }: TestOrder) =>
  `https://bank.test/confirm/${service.provider.payments.get(orderId)!.reference}`;

const actionSeenBy = async (token: string, { orderId }: TestOrder): Promise<unknown[]> => {
  const list = await service.send('GET', `/payments?orderId=${orderId}`, { token });
  const [{ id, nextAction }] = (list.body as { items: [{ id: string; nextAction: unknown }] }).items;
  const one = await service.send('GET', `/payments/${id}`, { token });
  return [nextAction, one.body.nextAction];
};

describe('a payment that its customer has to confirm', () => {
  it('tells so, with the time there is and without the page', async () => {
    const { order, required, url } = await waitForAction();
    const waitsForMs = Date.parse(String(required['expiresAt'])) - Date.parse(String(required['requiredAt']));
    expect(waitsForMs).toBe(15 * 60_000);
    expect(required).toMatchObject({ orderId: order.orderId, customerId: order.customerId });
    expect(JSON.stringify(required)).not.toContain(url);
    expect((await service.readPayment(order.orderId)).status).toBe('requires-action');
  });

  it('shows the page to the customer, and to nobody else', async () => {
    const { customer, order, required, url } = await waitForAction();
    const action = { type: 'redirect', url, expiresAt: required['expiresAt'] };
    expect(await actionSeenBy(customer.token, order)).toEqual([action, action]);
    expect(await actionSeenBy(tokenFor('staff'), order)).toEqual([null, null]);
    expect(service.provider.payments.get(order.orderId)?.returnUrl).toBe(
      `https://shop.test/paid?orderId=${order.orderId}`,
    );
  });

  it('is captured once it is confirmed, though no message of it came', async () => {
    const { customer, order } = await waitForAction();
    service.provider.resolve(order.orderId, 'authorized');
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', charges: 1 });
    expect(await actionSeenBy(customer.token, order)).toEqual([null, null]);
    const { history } = await service.readPayment(order.orderId);
    expect(history.map(({ to }) => to)).toEqual(['pending', 'requires-action', 'authorized', 'completed']);
  });

  it('waits for the bank when that is still at work after it', async () => {
    const { customer, order } = await waitForAction();
    service.provider.resolve(order.orderId, 'processing');
    await eventually(async () => expect(await actionSeenBy(customer.token, order)).toEqual([null, null]));
    service.provider.resolve(order.orderId, 'authorized');
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', charges: 1 });
  });

  it('has failed when it is refused', async () => {
    const { order } = await waitForAction();
    service.provider.resolve(order.orderId, 'failed', 'authentication-failed');
    await service.settled(order.orderId);
    expect(await service.published('payment.failed.v1', order.orderId)).toMatchObject([
      { reason: 'authentication-failed' },
    ]);
  });

  it('tells again that it waits when it is asked again under a new event id', async () => {
    const { order, required } = await waitForAction();
    await service.deliverCreated(order);
    const told = await eventually(async () => {
      const events = await service.published('payment.action-required.v1', order.orderId);
      expect(events).toHaveLength(2);
      return events;
    });
    expect(told[1]).toEqual(required);
    expect(service.provider.payments.get(order.orderId)?.state).toBe('action-required');
  });

  it('is let go when its order is cancelled, and cannot be confirmed any more', async () => {
    const { order } = await waitForAction();
    await service.deliverCancelled(order);
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'failed',
      failureReason: 'order-cancelled',
    });
    expect(service.provider.payments.get(order.orderId)?.state).toBe('abandoned');
  });
});

describe('a payment that is at work at the provider', () => {
  it.each([
    ['authorized', 'completed'],
    ['captured', 'completed'],
    ['failed', 'failed'],
  ] as const)('is found to be %s, though no message of it came', async (state, status) => {
    const { order } = await placeOrder('tok_processing');
    await eventually(() => expect(service.provider.payments.get(order.orderId)?.state).toBe('processing'));
    service.provider.resolve(order.orderId, state);
    expect(await service.settled(order.orderId)).toMatchObject({ status });
  });
});

describe('a customer who takes too long', () => {
  it('finds the payment failed, once the provider waits no longer either', async () => {
    const late = await startPayment({ newsMs: 50 });
    try {
      const customer = newCustomer();
      const methodId = await late.attach(customer, 'tok_action');
      const [forgotten, inTime] = [late.orderOf(customer, methodId), late.orderOf(customer, methodId)];
      for (const order of [forgotten, inTime]) {
        await late.deliverCreated(order);
        await late.published('payment.action-required.v1', order.orderId);
      }
      // One was confirmed at the last moment, which nobody here knows yet.
      late.provider.resolve(inTime.orderId, 'authorized');
      late.advance(16 * 60_000);
      const failed = { status: 'failed', failureReason: 'authentication-expired' };
      expect(await late.settled(forgotten.orderId)).toMatchObject(failed);
      expect(late.provider.payments.get(forgotten.orderId)?.state).toBe('abandoned');
      expect(await late.settled(inTime.orderId)).toMatchObject({ status: 'completed', charges: 1 });
    } finally {
      await late.close();
    }
  });
});
