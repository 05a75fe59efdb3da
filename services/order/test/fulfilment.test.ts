import { newCustomer, startOrderService, type OrderService } from './harness';
import { livesOf, staff } from './life';

let service: OrderService;
let life: ReturnType<typeof livesOf>;
beforeAll(async () => {
  service = await startOrderService();
  life = livesOf(service);
});
afterAll(() => service.close());

const tracking = { carrier: 'Post', trackingNumber: 'T-1', trackingUrl: 'https://post.example/track?n=T-1' };

const ship = (orderId: string, body: object) => life.post(`/orders/${orderId}/ship`, staff, body);
const correct = (orderId: string, body: object, token = staff) =>
  service.send('PUT', `/orders/${orderId}/tracking`, { token, body });

describe('POST /orders/{orderId}/ship', () => {
  it('keeps how the parcel is followed, and tells it', async () => {
    const order = await life.confirmed();
    expect((await ship(order.orderId, tracking)).body).toMatchObject({ status: 'shipped', ...tracking });
    expect(await service.publishedEvent('order.shipped.v1', order.orderId)).toMatchObject(tracking);
  });

  it('may be repeated by whoever got no answer, and is refused when it says something else', async () => {
    const order = await life.confirmed();
    const first = await ship(order.orderId, tracking);
    expect(await ship(order.orderId, tracking)).toMatchObject({ status: 200, body: first.body });
    expect((await ship(order.orderId, { ...tracking, trackingNumber: 'T-2' })).status).toBe(409);
    expect(await life.countEvents(order, 'order.shipped.v1')).toBe(1);
  });

  it.each([
    ['http://post.example/T-1', 400],
    ['javascript:alert(1)', 400],
    ['https://', 422],
    ['https://post.example/T 1', 400],
    ['https://user:secret@post.example/T-1', 422],
    ['//post.example', 400],
    [`https://post.example/${'a'.repeat(2_000)}`, 400],
  ])('names the address to follow it by when that is %s', async (trackingUrl, status) => {
    const order = await life.confirmed();
    const answer = await ship(order.orderId, { trackingUrl });
    expect(answer.status).toBe(status);
    expect(answer.body.errors[0].pointer).toBe('#/trackingUrl');
    expect((await life.read(order)).status).toBe('confirmed');
  });
});

describe('POST /orders/{orderId}/deliver', () => {
  it('keeps when it arrived', async () => {
    const order = await life.delivered();
    const { deliveredAt } = await life.read(order);
    expect(Date.now() - Date.parse(deliveredAt)).toBeLessThan(60_000);
  });

  it('may be repeated by whoever got no answer', async () => {
    const order = await life.delivered();
    expect(await life.post(`/orders/${order.orderId}/deliver`, staff)).toMatchObject({
      status: 200,
      body: { status: 'delivered', deliveredAt: (await life.read(order)).deliveredAt },
    });
    expect(await life.countEvents(order, 'order.delivered.v1')).toBe(1);
  });
});

describe('PUT /orders/{orderId}/tracking', () => {
  it('replaces how an order that left is followed, and keeps that it was changed', async () => {
    const order = await life.confirmed();
    await ship(order.orderId, tracking);
    const changed = await correct(order.orderId, { carrier: 'Courier' });
    expect(changed.body).toMatchObject({ carrier: 'Courier', trackingNumber: null, trackingUrl: null });
    const { body } = await service.send('GET', `/orders/${order.orderId}/timeline`, {
      token: order.customer.token,
    });
    expect(body.items.at(-1)).toMatchObject({ kind: 'tracking', detail: 'Courier', actor: 'staff' });
    expect(await life.countEvents(order, 'order.shipped.v1')).toBe(1);
  });

  it('is for staff, for orders that left, and for good addresses', async () => {
    const order = await life.confirmed();
    expect((await correct(order.orderId, tracking)).body).toMatchObject({ code: 'order-not-shipped' });
    await ship(order.orderId, {});
    expect((await correct(order.orderId, tracking, order.customer.token)).status).toBe(403);
    expect((await correct(order.orderId, { trackingUrl: 'http://x.example' })).status).toBe(400);
    expect((await correct('0190d4a0-0000-7000-8000-000000000000', tracking)).status).toBe(404);
  });
});

describe('POST /orders/{orderId}/cancel', () => {
  it('keeps what its customer said, also for the timeline, and what a repeat says is ignored', async () => {
    const order = await life.placed();
    const cancelled = await life.cancel(order, { note: 'Ordered by mistake.' });
    expect(cancelled.body).toMatchObject({
      cancellationReason: 'customer-request',
      cancellationNote: 'Ordered by mistake.',
    });
    expect((await life.cancel(order, { note: 'Other.' })).body).toMatchObject({
      cancellationNote: 'Ordered by mistake.',
    });
    const { body } = await service.send('GET', `/orders/${order.orderId}/timeline`, { token: staff });
    expect(body.items).toContainEqual(
      expect.objectContaining({ kind: 'status', to: 'cancelled', detail: 'Ordered by mistake.' }),
    );
    expect(JSON.stringify(service.sidecar.published)).not.toContain('mistake');
  });

  it('needs no words, and takes those of staff', async () => {
    const [silent, order] = [await life.placed(), await life.confirmed()];
    expect((await life.cancel(silent)).body).toMatchObject({ status: 'cancelled', cancellationNote: null });
    const byStaff = await life.post(`/orders/${order.orderId}/cancel`, staff, { note: 'Out of stock.' });
    expect(byStaff.body).toMatchObject({
      cancellationReason: 'staff-decision',
      cancellationNote: 'Out of stock.',
    });
  });

  it.each([
    [{ note: ' ' }, '#/note'],
    [{ note: 'a'.repeat(501) }, '#/note'],
    [{ reason: 'payment-failed' }, '#/reason'],
  ])('names what is wrong with %j', async (body, pointer) => {
    const order = await life.placed();
    const answer = await life.cancel(order, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ pointer }]);
    expect((await life.cancel({ ...order, customer: newCustomer() })).status).toBe(404);
  });
});
