import { call, waitFor } from '../scripts/src/shop-client';
import { addMethod, anyProduct, placeOrder, register, waitForOrder } from './journey';
import { signInAsStaff } from './staff';

interface Review {
  readonly id: string;
  readonly code?: string;
}

describe('a review over real sidecars', () => {
  it('is for those who have bought the product, and staff may take it back', async () => {
    const [customer, product, staff] = await Promise.all([register(), anyProduct(), signInAsStaff()]);
    const path = `/api/products/${product.id}/reviews`;
    const write = () =>
      call<Review>('POST', path, {
        token: customer.token,
        body: { rating: 4, title: 'Good', body: 'Does its job.' },
      });
    expect((await write()).body.code).toBe('purchase-required');

    const placed = await placeOrder(customer, product, await addMethod(customer, 'tok_visa'));
    await waitForOrder(customer, placed.body.id, (order) => order.status === 'confirmed');
    const written = await waitFor('The right to review', async () => {
      const answer = await write();
      return answer.status === 422 ? undefined : answer;
    });
    expect(written.status).toBe(201);
    const shown = async () => {
      const { body } = await call<{ items: Review[] }>('GET', path);
      return body.items.some(({ id }) => id === written.body.id);
    };
    expect(await shown()).toBe(true);

    const rejected = await call('PUT', `/api/reviews/${written.body.id}/moderation`, {
      token: staff,
      headers: { 'if-match': written.headers.get('etag') ?? '' },
      body: { status: 'rejected', reason: 'Written by a test.' },
    });
    expect(rejected.status).toBe(200);
    expect(await shown()).toBe(false);
  });
});
