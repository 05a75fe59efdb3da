import { randomUUID } from 'node:crypto';
import { tokenFor } from '@sidecart/testing';
import { newCustomer, startPayment, type PaymentService } from './harness';

let service: PaymentService;

beforeAll(async () => (service = await startPayment()));
afterAll(() => service.close());

const get = (path: string, token?: string) => service.send('GET', path, { token });

describe('GET /payments', () => {
  it('lists the caller’s payments page by page, newest first, each once', async () => {
    const customer = newCustomer();
    const methodId = await service.attach(customer, 'tok_visa');
    const orders = Array.from({ length: 5 }, () => service.orderOf(customer, methodId));
    for (const order of orders) await service.deliverCreated(order);
    await service.pay('tok_visa');
    const seen: string[] = [];
    let path: string | undefined = '/payments?limit=2';
    while (path) {
      const { body, headers } = await get(path, customer.token);
      for (const { orderId } of body.items as { orderId: string }[]) seen.push(orderId);
      path = /<\/api(.+)>; rel="next"/.exec(String(headers['link']))?.[1];
      expect(path === undefined).toBe(body.nextCursor === null);
    }
    expect(seen).toEqual(orders.map(({ orderId }) => orderId).reverse());
  });

  it('finds the payment of an order for its owner and for staff, and for nobody else', async () => {
    const { customer, order } = await service.pay('tok_visa');
    const found = async (token: string) => {
      const { body } = await get(`/payments?orderId=${order.orderId}`, token);
      return (body as { items: unknown[] }).items.length;
    };
    expect(await found(customer.token)).toBe(1);
    expect(await found(tokenFor('staff'))).toBe(1);
    expect(await found(newCustomer().token)).toBe(0);
  });

  it('lists everybody’s for staff, those of a customer, and those that stand somewhere', async () => {
    const staff = tokenFor('staff');
    const { customer, paymentId } = await service.pay('tok_declined');
    const idsOf = async (path: string) =>
      ((await get(path, staff)).body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(await idsOf('/payments?all=true')).toContain(paymentId);
    expect(await idsOf(`/payments?customerId=${customer.id}`)).toEqual([paymentId]);
    expect(await idsOf(`/payments?customerId=${customer.id}&status=failed`)).toEqual([paymentId]);
    expect(await idsOf(`/payments?all=true&customerId=${customer.id}&status=completed`)).toEqual([]);
    expect(await idsOf('/payments')).toEqual([]);
  });

  it('lists those of others for staff only', async () => {
    const { customer } = await service.pay('tok_visa');
    const other = newCustomer().token;
    expect((await get('/payments?all=true', other)).status).toBe(403);
    expect((await get(`/payments?customerId=${customer.id}`, other)).status).toBe(403);
    expect((await get(`/payments?customerId=${customer.id}`, customer.token)).status).toBe(200);
  });

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=nonsense',
    'orderId=1',
    'customerId=1',
    'status=lost',
    'all=yes',
  ])('refuses %s with 400 and names the parameter', async (query) => {
    const { status, body } = await get(`/payments?${query}`, newCustomer().token);
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ in: 'query', pointer: query.split('=')[0] });
  });
});

describe('GET /payments/{paymentId}', () => {
  it('shows the payment with its history, transactions and refunds to its owner and staff', async () => {
    const { customer, order, paymentId } = await service.pay('tok_visa');
    await service.deliverCancelled(order);
    await service.settled(order.orderId);
    const { status, body } = await get(`/payments/${paymentId}`, customer.token);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: paymentId,
      orderId: order.orderId,
      methodId: order.paymentMethodId,
      status: 'refunded',
      amountMinor: 4_999,
      capturedMinor: 4_999,
      refundedMinor: 4_999,
      transactions: [{ kind: 'authorize' }, { kind: 'capture' }, { kind: 'refund' }],
      refunds: [{ status: 'succeeded', amountMinor: 4_999 }],
    });
    expect((await get(`/payments/${paymentId}`, tokenFor('staff'))).body).toEqual(body);
  });

  it('tells the moves in their order, also when the clock was set back between them', async () => {
    const { customer, order, paymentId } = await service.pay('tok_visa');
    await service.settled(order.orderId);
    await service.orm.em
      .fork()
      .execute(`update payment_status_history set id = ? where payment_id = ? and to_status = 'completed'`, [
        '00000000-0000-7000-8000-000000000001',
        paymentId,
      ]);
    const { body } = await get(`/payments/${paymentId}`, customer.token);
    const moves = body.history.map(({ to }: { to: string }) => to);
    expect([moves.at(0), moves.at(-1)]).toEqual(['pending', 'completed']);
  });

  it('does not know what is somebody else’s or nobody’s', async () => {
    const { paymentId } = await service.pay('tok_visa');
    expect((await get(`/payments/${paymentId}`, newCustomer().token)).status).toBe(404);
    expect((await get(`/payments/${randomUUID()}`, tokenFor('staff'))).status).toBe(404);
    expect((await get('/payments/nonsense', newCustomer().token)).status).toBe(400);
    expect((await get(`/payments/${paymentId}`)).status).toBe(401);
  });
});
