import { call, idempotencyKey, waitFor, waitForMail } from '../scripts/src/shop-client';
import { addMethod, anyProduct, placeOrder, register, waitForOrder } from './journey';
import { signInAsStaff } from './staff';

interface Return {
  readonly id: string;
  readonly status: string;
  readonly refundMinor: number | null;
}

interface TimelineEntry {
  readonly kind: string;
  readonly topic?: string | null;
  readonly publishedAt?: string | null;
  readonly traceId: string | null;
}

describe('an order that comes back', () => {
  it('is shipped, delivered, returned, restocked and refunded, and its timeline tells all of it', async () => {
    const [customer, product, staff] = await Promise.all([register(), anyProduct(), signInAsStaff()]);
    const onHand = async () => {
      const path = `/api/products/${product.id}/inventory`;
      return (await call<{ onHand: number }>('GET', path, { token: staff })).body.onHand;
    };
    const placed = await placeOrder(customer, product, await addMethod(customer, 'tok_visa'));
    const path = `/api/orders/${placed.body.id}`;
    await waitForOrder(customer, placed.body.id, (order) => order.status === 'confirmed');
    const tracking = { carrier: 'Post', trackingNumber: 'T-2', trackingUrl: 'https://post.example/T-2' };
    expect((await call('POST', `${path}/ship`, { token: staff, body: tracking })).body).toMatchObject(
      tracking,
    );
    expect((await call('POST', `${path}/deliver`, { token: staff })).status).toBe(200);

    const { body: before } = await call<{ items: { variantId: string }[] }>('GET', path, {
      token: customer.token,
    });
    const asked = await call<Return>('POST', `${path}/returns`, {
      token: customer.token,
      headers: idempotencyKey(),
      body: {
        lines: before.items.map(({ variantId }) => ({ variantId, quantity: 1 })),
        reason: 'It does not fit.',
      },
    });
    expect(asked.status).toBe(201);
    const sold = await onHand();
    const accepted = await call<Return>('POST', `/api/returns/${asked.body.id}/accept`, {
      token: staff,
      headers: idempotencyKey(),
      body: { restock: true },
    });
    expect(accepted.body).toMatchObject({ status: 'accepted', refundMinor: placed.body.totalMinor });

    const order = await waitForOrder(
      customer,
      placed.body.id,
      ({ paymentState }) => paymentState === 'refunded',
    );
    expect(order).toMatchObject({ status: 'returned', refundedMinor: order.totalMinor });
    const done = await call<Return>('GET', `/api/returns/${asked.body.id}`, { token: customer.token });
    expect(done.body.status).toBe('refunded');
    await waitFor('The piece on its shelf', async () => ((await onHand()) > sold ? true : undefined));
    await waitForMail(customer.email, /refund/i);

    const entries = await waitFor('The timeline with everything published', async () => {
      const { body } = await call<{ items: TimelineEntry[] }>('GET', `${path}/timeline?limit=100`, {
        token: staff,
      });
      return body.items.some((entry) => entry.publishedAt === null && entry.kind === 'published')
        ? undefined
        : body.items;
    });
    const topics = entries.map((entry) => entry.topic);
    for (const topic of [
      'order.created.v1',
      'payment.completed.v1',
      'order.returned.v1',
      'payment.refunded.v1',
    ])
      expect(topics).toContain(topic);
    for (const entry of entries) expect(entry.traceId).toMatch(/^[\da-f]{32}$/);
  });
});
