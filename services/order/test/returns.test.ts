import { randomUUID } from 'node:crypto';
import { paymentRefundedV1 } from '@sidecart/contracts';
import { newCustomer, startOrderService, type OrderService } from './harness';
import { livesOf, payments, staff, type Placed } from './life';

const DAY_MS = 24 * 3_600_000;

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeEach(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterEach(() => service.close());

const readReturn = async (returnId: string, token = staff) =>
  (await service.send('GET', `/returns/${returnId}`, { token })).body;

/** An order of two pieces at 12.50 each, one of which is asked to be returned. */
async function requested(): Promise<Placed & { returnId: string }> {
  const order = await life.delivered([2]);
  const { body } = await life.askReturn(order, [1]);
  return { ...order, returnId: body.id };
}

describe('POST /orders/{orderId}/returns', () => {
  it('asks to return pieces of an order that arrived, and says so on the order', async () => {
    const order = await life.delivered([2, 3]);
    const answer = await life.askReturn(order, [0, 2]);
    expect(answer.status).toBe(201);
    expect(answer.headers['location']).toBe(`/api/returns/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      orderId: order.orderId,
      status: 'requested',
      refundMinor: null,
      lines: [{ variantId: order.variantIds[1], quantity: 2, amountMinor: null }],
    });
    expect(await life.read(order)).toMatchObject({
      status: 'delivered',
      items: [{ returnableQuantity: 2 }, { returnableQuantity: 1, returnedQuantity: 0 }],
    });
  });

  it('is one return for repeats of the same key', async () => {
    const order = await life.delivered();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => life.askReturn(order, [1], key)));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const { body } = await service.send('GET', '/returns', { token: order.customer.token });
    expect(body.items).toHaveLength(1);
  });

  it('gives the same piece to one of many concurrent requests', async () => {
    const order = await life.delivered([1]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => life.askReturn(order, [1])));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    // Who waits for the order's lock for too long is told to come again.
    for (const { status } of answers) expect([201, 422, 503]).toContain(status);
    expect((await life.askReturn(order, [1])).body).toMatchObject({
      code: 'too-many-to-return',
      errors: [{ pointer: '#/lines/0/quantity', detail: 'only 0 can be returned' }],
    });
  });

  it('is a conflict before the order has arrived, and refused once the window is over', async () => {
    const order = await life.confirmed();
    expect((await life.askReturn(order, [1])).body).toMatchObject({
      status: 409,
      code: 'order-not-delivered',
    });
    const late = await life.delivered();
    service.advance(30 * DAY_MS + 1_000);
    expect((await life.askReturn(late, [1])).body).toMatchObject({ status: 422, code: 'return-window-over' });
  });

  it('names the line that is not in the order, and the one that is listed twice', async () => {
    const order = await life.delivered();
    const foreign = await life.askReturn({ ...order, variantIds: [randomUUID()] }, [1]);
    expect(foreign.body).toMatchObject({
      code: 'not-in-order',
      errors: [{ pointer: '#/lines/0/variantId' }],
    });
    const twice = await life.askReturn(
      { ...order, variantIds: [order.variantIds[0]!, order.variantIds[0]!.toUpperCase()] },
      [1, 1],
    );
    expect(twice.body).toMatchObject({ status: 400, errors: [{ pointer: '#/lines/1/variantId' }] });
  });

  it('is for the owner and staff only', async () => {
    const order = await life.delivered();
    expect((await life.askReturn({ ...order, customer: newCustomer() }, [1])).status).toBe(404);
    expect((await life.askReturn({ ...order, customer: { id: '', token: staff } }, [1])).status).toBe(201);
  });
});

describe('the decision about a return', () => {
  it('takes the goods back, refunds what was paid for them, and ends when the money is back', async () => {
    const order = await requested();
    const accepted = await life.accept(order.returnId);
    expect(accepted.body).toMatchObject({ status: 'accepted', refundMinor: 1_250, restock: true });
    expect(await service.publishedEvent('order.returned.v1', order.orderId)).toMatchObject({
      returnId: order.returnId,
      lines: [{ variantId: order.variantIds[0], productId: order.variantIds[0], quantity: 1 }],
      restock: true,
      refund: { amountMinor: 1_250, currency: 'EUR' },
    });
    const event = payments(order).refunded(1_250, 1_250, order.returnId);
    expect(await service.deliver(paymentRefundedV1, event)).toBe('SUCCESS');
    expect(await readReturn(order.returnId, order.customer.token)).toMatchObject({ status: 'refunded' });
    expect(await life.read(order)).toMatchObject({
      status: 'delivered',
      paymentState: 'paid',
      refundedMinor: 1_250,
      items: [{ returnedQuantity: 1, returnableQuantity: 1 }],
    });
  });

  it('refunds less by what is deducted', async () => {
    const order = await requested();
    const deduction = { amountMinor: 250, reason: 'A part is missing.' };
    const tooLarge = await life.accept(order.returnId, {
      restock: false,
      deduction: { ...deduction, amountMinor: 1_251 },
    });
    expect(tooLarge.body).toMatchObject({ status: 422, errors: [{ pointer: '#/deduction/amountMinor' }] });
    const accepted = await life.accept(order.returnId, { restock: false, deduction });
    expect(accepted.body).toMatchObject({ refundMinor: 1_000, restock: false, deduction });
    expect(await service.publishedEvent('order.returned.v1', order.orderId)).toMatchObject({
      restock: false,
      refund: { amountMinor: 1_000 },
    });
  });

  it('makes an order returned once all of it came back', async () => {
    const order = await life.delivered([1, 1]);
    await life.accept((await life.askReturn(order, [1, 0])).body.id);
    await life.accept((await life.askReturn(order, [0, 1])).body.id);
    expect(await life.historyOf(order)).toEqual(['pending', 'confirmed', 'shipped', 'delivered', 'returned']);
    expect(await life.countEvents(order, 'order.returned.v1')).toBe(2);
    const internal = await service.send('POST', '/internal/orders/statuses', {
      headers: { 'dapr-caller-app-id': 'product' },
      body: { orderIds: [order.orderId] },
    });
    expect(internal.body.statuses).toEqual([{ orderId: order.orderId, status: 'delivered' }]);
  });

  it('is made once of many concurrent ones', async () => {
    const order = await requested();
    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => life.accept(order.returnId)),
      ...Array.from({ length: 5 }, () =>
        life.post(`/returns/${order.returnId}/reject`, staff, { reason: 'Worn.' }),
      ),
      life.post(`/returns/${order.returnId}/withdraw`, order.customer.token),
    ]);
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    for (const { status } of answers) expect([200, 409, 503]).toContain(status);
  });

  it('gives the same answer to a repeat with the same key', async () => {
    const order = await requested();
    const request = { token: staff, headers: { 'idempotency-key': 'k' }, body: { restock: true } };
    const answers = [];
    for (let count = 0; count < 2; count += 1)
      answers.push(await service.send('POST', `/returns/${order.returnId}/accept`, request));
    expect(answers[1]!.text).toBe(answers[0]!.text);
    expect(await life.countEvents(order, 'order.returned.v1')).toBe(1);
  });

  it.each([
    ['reject', staff, { reason: 'Worn.' }, { status: 'rejected', rejectionReason: 'Worn.' }],
    ['withdraw', undefined, undefined, { status: 'withdrawn' }],
  ])('lets go of its pieces: %s', async (verb, token, body, expected) => {
    const order = await requested();
    const path = `/returns/${order.returnId}/${verb}`;
    const answer = await life.post(path, token ?? order.customer.token, body);
    expect(answer.body).toMatchObject(expected);
    expect((await life.askReturn(order, [2])).status).toBe(201);
  });

  it('is the staff’s, and the wish to return the customer’s', async () => {
    const order = await requested();
    const { token } = order.customer;
    for (const [verb, body] of [
      ['accept', { restock: true }],
      ['reject', { reason: 'No.' }],
    ] as const)
      expect((await life.post(`/returns/${order.returnId}/${verb}`, token, body)).status).toBe(403);
    const path = `/returns/${order.returnId}/withdraw`;
    expect((await life.post(path, newCustomer().token)).status).toBe(404);
    expect((await life.post(`/returns/${randomUUID()}/accept`, staff, { restock: true })).status).toBe(404);
  });
});

describe('GET /returns', () => {
  it('shows staff those that wait, page by page, and customers their own', async () => {
    const orders = [await requested(), await requested(), await requested()];
    await life.accept(orders[0]!.returnId);
    const first = await service.send('GET', '/returns?status=requested&limit=1', { token: staff });
    expect(first.body.items).toMatchObject([
      { id: orders[2]!.returnId, itemCount: 1, reason: 'It does not fit.' },
    ]);
    const next = /<\/api(.+)>; rel="next"/.exec(String(first.headers['link']))![1]!;
    const second = await service.send('GET', next, { token: staff });
    expect(second.body).toMatchObject({ items: [{ id: orders[1]!.returnId }], nextCursor: null });
    const { token } = orders[0]!.customer;
    const own = await service.send('GET', '/returns', { token });
    expect(own.body.items).toMatchObject([
      { id: orders[0]!.returnId, status: 'accepted', refundMinor: 1_250 },
    ]);
    const foreign = await service.send('GET', `/returns/${orders[1]!.returnId}`, { token });
    expect(foreign.status).toBe(404);
    const ofOrder = await service.send('GET', `/returns?orderId=${orders[1]!.orderId}`, { token: staff });
    expect(ofOrder.body.items).toHaveLength(1);
  });
});
