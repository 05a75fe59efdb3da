import { randomUUID } from 'node:crypto';
import { eventually, tokenFor } from '@sidecart/testing';
import type { RefundView } from '../src/http/payment.schema';
import { newCustomer, startPayment, type PaymentService, type TestOrder, type TestReturn } from './harness';

let service: PaymentService;
const staff = tokenFor('staff');

beforeAll(async () => (service = await startPayment()));
afterAll(() => service.close());

const newReturn = (amountMinor: number, currency = 'EUR'): TestReturn => ({
  returnId: randomUUID(),
  refund: { amountMinor, currency },
});

const events = (type: string, { orderId }: TestOrder, count: number) =>
  eventually(async () => {
    const told = await service.published(type, orderId);
    expect(told).toHaveLength(count);
    return told;
  });

describe('order.returned.v1', () => {
  it('gives back what the return is worth, and says for which return', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    const returned = newReturn(1_234);
    expect(await service.deliverReturned(order, returned)).toBe('SUCCESS');
    expect(await service.settled(order.orderId)).toMatchObject({
      status: 'completed',
      givenBackMinor: 1_234,
    });
    const [refunded] = await events('payment.refunded.v1', order, 1);
    expect(refunded).toMatchObject({
      returnId: returned.returnId,
      amount: returned.refund,
      refundedTotal: returned.refund,
    });
    expect((await service.readPayment(order.orderId)).refunds).toMatchObject([
      { id: refunded!['refundId'], returnId: returned.returnId, reason: 'order-returned' },
    ]);
  });

  it('gives back once for each return, however often and under whatever event id it is told', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    const returned = newReturn(2_000);
    const eventId = randomUUID();
    await Promise.all([
      service.deliverReturned(order, returned, eventId),
      service.deliverReturned(order, returned, eventId),
      service.deliverReturned(order, returned),
      service.deliverReturned(order, newReturn(1_500)),
    ]);
    expect(await service.settled(order.orderId)).toMatchObject({ givenBackMinor: 3_500 });
    expect((await service.readPayment(order.orderId)).refunds).toHaveLength(2);
  });

  it('tells again what came of it when it is asked again', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    const returned = newReturn(700);
    await service.deliverReturned(order, returned);
    const [first] = await events('payment.refunded.v1', order, 1);
    await service.deliverReturned(order, returned);
    const [, second] = await events('payment.refunded.v1', order, 2);
    expect(second).toEqual(first);
  });

  it('is refused when less is left than it is worth, and says so each time it is asked', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    await service.deliverReturned(order, newReturn(3_000));
    await service.settled(order.orderId);
    const tooLarge = newReturn(2_001);
    expect(await service.deliverReturned(order, tooLarge)).toBe('SUCCESS');
    const [first] = await events('payment.refund-failed.v1', order, 1);
    expect(first).toMatchObject({
      returnId: tooLarge.returnId,
      reason: 'refund-too-large',
      amount: tooLarge.refund,
    });
    await service.deliverReturned(order, tooLarge);
    const [, second] = await events('payment.refund-failed.v1', order, 2);
    expect(second).toEqual(first);
    expect(await service.settled(order.orderId)).toMatchObject({ givenBackMinor: 3_000 });
    await service.deliverReturned(order, newReturn(2_000));
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'refunded', givenBackMinor: 5_000 });
  });

  it('never gives back more than was captured, however many returns come at once', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    await Promise.all(Array.from({ length: 8 }, () => service.deliverReturned(order, newReturn(900))));
    expect(await service.settled(order.orderId)).toMatchObject({ givenBackMinor: 4_500 });
    expect(await events('payment.refund-failed.v1', order, 3)).toHaveLength(3);
  });

  it('is refused in another currency than was paid in', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    await service.deliverReturned(order, newReturn(100, 'USD'));
    expect(await events('payment.refund-failed.v1', order, 1)).toMatchObject([
      { reason: 'currency-mismatch', amount: { amountMinor: 100, currency: 'USD' } },
    ]);
  });

  it('of goods that cost nothing succeeds without a provider', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    await service.deliverReturned(order, newReturn(0));
    expect(await events('payment.refunded.v1', order, 1)).toMatchObject([{ amount: { amountMinor: 0 } }]);
    expect(await service.settled(order.orderId)).toMatchObject({ status: 'completed', givenBackMinor: 0 });
    expect(service.provider.refunds.size).toBe(
      [...service.provider.refunds.values()].filter(({ amountMinor }) => amountMinor > 0).length,
    );
  });

  it('tells when the provider refuses it', async () => {
    const { order } = await service.pay('tok_refund_refused', 5_000);
    const returned = newReturn(1_000);
    await service.deliverReturned(order, returned);
    expect(await events('payment.refund-failed.v1', order, 1)).toMatchObject([
      { returnId: returned.returnId, reason: 'refund-refused' },
    ]);
    await service.deliverReturned(order, returned);
    await events('payment.refund-failed.v1', order, 2);
    expect((await service.readPayment(order.orderId)).refunds).toHaveLength(1);
  });

  it('is tried again later while the order’s payment is not heard of', async () => {
    const order = service.orderOf(newCustomer(), randomUUID());
    expect(await service.deliverReturned(order, newReturn(1))).toBe('RETRY');
  });
});

describe('GET /payments/refunds', () => {
  const list = async (query: string) => {
    const { body } = await service.send('GET', `/payments/refunds?${query}`, { token: staff });
    return (body as { items: RefundView[] }).items;
  };

  it('lists refunds for staff, by order, by return and by where they stand', async () => {
    const { order, paymentId } = await service.pay('tok_visa', 5_000);
    const [small, large] = [newReturn(100), newReturn(9_000)];
    await service.deliverReturned(order, small);
    await service.deliverReturned(order, large);
    await service.settled(order.orderId);
    const found = await list(`orderId=${order.orderId}`);
    expect(found).toMatchObject([
      { paymentId, returnId: large.returnId, status: 'failed', failureReason: 'refund-too-large' },
      { paymentId, returnId: small.returnId, status: 'succeeded', amountMinor: 100 },
    ]);
    expect((await service.readPayment(order.orderId)).refunds).toEqual([...found].reverse());
    expect(await list(`returnId=${small.returnId}`)).toEqual([found[1]]);
    expect(await list(`orderId=${order.orderId}&status=failed`)).toEqual([found[0]]);
    expect((await list('limit=1&status=failed'))[0]).toMatchObject({ status: 'failed' });
  });

  it('lists them page by page, each once', async () => {
    const { order } = await service.pay('tok_visa', 5_000);
    for (let count = 0; count < 3; count += 1) await service.deliverReturned(order, newReturn(10));
    const seen: string[] = [];
    let path: string | undefined = `/payments/refunds?limit=2&orderId=${order.orderId}`;
    while (path) {
      const { body, headers } = await service.send('GET', path, { token: staff });
      seen.push(...(body as { items: RefundView[] }).items.map(({ id }) => id));
      path = /<\/api(.+)>; rel="next"/.exec(String(headers['link']))?.[1];
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it('is for staff only', async () => {
    const { token } = newCustomer();
    expect((await service.send('GET', '/payments/refunds', { token })).status).toBe(403);
    expect((await service.send('GET', '/payments/refunds')).status).toBe(401);
  });
});
